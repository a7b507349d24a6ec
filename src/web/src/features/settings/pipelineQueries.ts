import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, put } from '../../api/http.ts';
import type { DeliveryTier, PipelineChoices, PipelineSettings, PricedProduct, PriceBookOutcome } from '../../api/types.ts';

const pipelinesAt = '/api/settings/pipelines';
const pricesAt = '/api/settings/price-book';

export const pipelineSettingsQuery = queryOptions({
  queryKey: ['settings', 'pipelines'],
  queryFn: ({ signal }) => get<PipelineSettings[]>(pipelinesAt, signal),
  refetchOnWindowFocus: false,
});

export const priceBookQuery = queryOptions({
  queryKey: ['settings', 'price-book'],
  queryFn: ({ signal }) => get<PricedProduct[]>(pricesAt, signal),
});

/** Deals are judged by all of this. */
function useRefresh() {
  const client = useQueryClient();
  return () => Promise.all(['settings', 'deal', 'board', 'today'].map((key) => client.invalidateQueries({ queryKey: [key] })));
}

export function useSetPipeline(id: string) {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: (choices: PipelineChoices) => put(`${pipelinesAt}/${encodeURIComponent(id)}`, choices), onSuccess });
}

function formOf(file: File, fields: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  form.set('file', file, file.name);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

export interface NewPriceBook {
  readonly file: File;
  /** True to take the price from products that the file does not name. */
  readonly onlyThese: boolean;
}

export function useTakePriceBook() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ file, onlyThese }: NewPriceBook) => post<PriceBookOutcome>(`${pricesAt}/file`, formOf(file, { onlyThese: String(onlyThese) })),
    onSuccess,
  });
}

export function useTakeDeliveryPolicy() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: (file: File) => post<DeliveryTier[]>('/api/settings/delivery-policy/file', formOf(file)), onSuccess });
}
