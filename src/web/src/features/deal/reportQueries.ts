import { queryOptions, useMutation } from '@tanstack/react-query';
import { get, post } from '../../api/http.ts';
import type { ContentInfo, DraftInfo, NewDraft, ReportInfo } from '../../api/types.ts';
import { dealAt } from './queries.ts';

export const briefQuery = (dealId: string) =>
  queryOptions({
    queryKey: ['deal', dealId, 'brief'],
    queryFn: ({ signal }) => get<ReportInfo>(`${dealAt(dealId)}/brief`, signal),
  });

/** The page of the brief that is made for the printer. */
export const briefPage = (dealId: string) => `${dealAt(dealId)}/brief.html`;

export const summaryQuery = (dealId: string, lastTalk: boolean) =>
  queryOptions({
    queryKey: ['deal', dealId, 'summary', { lastTalk }],
    queryFn: ({ signal }) => get<ReportInfo>(`${dealAt(dealId)}/summary?lastTalk=${String(lastTalk)}`, signal),
  });

export const contentQuery = (dealId: string) =>
  queryOptions({
    queryKey: ['deal', dealId, 'content'],
    queryFn: ({ signal }) => get<ContentInfo[]>(`${dealAt(dealId)}/content`, signal),
  });

export const useDraft = (dealId: string) => useMutation({ mutationFn: (draft: NewDraft) => post<DraftInfo>(`${dealAt(dealId)}/drafts`, draft) });
