import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/http.ts';
import type { AddedFile } from '../../api/types.ts';
import { dealAt } from './queries.ts';

export interface NewDealFile {
  readonly file: File;
  /** A document's own words do not say who wrote it. */
  readonly fromBuyer: boolean;
}

function toForm({ file, fromBuyer }: NewDealFile): FormData {
  const form = new FormData();
  form.set('file', file, file.name);
  form.set('fromBuyer', String(fromBuyer));
  // The date of a text that names none.
  form.set('modifiedAt', new Date(file.lastModified).toISOString());
  return form;
}

/** Adds a file to a deal. What is read out of it comes a little later, by the watch of changes. */
export function useAddFile(dealId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (added: NewDealFile) => post<AddedFile>(`${dealAt(dealId)}/files`, toForm(added)),
    onSuccess: () => Promise.all(['deal', 'deals', 'board', 'today', 'search'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}
