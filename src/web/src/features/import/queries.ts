import { queryOptions, useMutation } from '@tanstack/react-query';
import { get, post, remove } from '../../api/http.ts';
import type { ImportStatus } from '../../api/types.ts';
import type { ChosenFile } from './chosenFiles.ts';

/** While an import runs its status is pushed over the hub; without the hub it is asked for this often. */
const pollEvery = 1_500;

export const importQuery = (id: string, polled: boolean) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => get<ImportStatus>(`/api/imports/${encodeURIComponent(id)}`, signal),
    refetchInterval: ({ state }) => (polled && state.data?.state === 'running' ? pollEvery : false),
  });

export type DateOrder = 'dmy' | 'mdy';

export interface ImportRequest {
  readonly files: readonly ChosenFile[];
  readonly mapping: File | null;
  readonly dateOrder: DateOrder | null;
  /** ISO code for amounts that come without one; empty when not said. */
  readonly currency: string;
  readonly dryRun: boolean;
}

async function toForm({ files, mapping, dateOrder, currency, dryRun }: ImportRequest): Promise<FormData> {
  const form = new FormData();
  form.set('dryRun', String(dryRun));
  if (dateOrder !== null) form.set('dateOrder', dateOrder);
  if (currency !== '') form.set('currency', currency);
  if (mapping !== null) form.set('mapping', await mapping.text());
  // Notes are attached to deals by the folder they lie in, so the name carries the folder.
  for (const { file, path } of files) form.append('files', file, path);
  return form;
}

export const useStartImport = () =>
  useMutation({ mutationFn: async (request: ImportRequest) => post<ImportStatus>('/api/imports', await toForm(request)) });

export const useCancelImport = () => useMutation({ mutationFn: (id: string) => remove(`/api/imports/${encodeURIComponent(id)}`) });
