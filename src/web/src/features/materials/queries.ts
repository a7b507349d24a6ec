import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, remove } from '../../api/http.ts';
import type { MaterialDetail, MaterialHead, MaterialKind } from '../../api/types.ts';

const at = '/api/materials';

export const materialsQuery = queryOptions({
  queryKey: ['materials'],
  queryFn: ({ signal }) => get<MaterialHead[]>(at, signal),
});

export interface NewMaterialFile {
  readonly file: File;
  /** Null for what the file says of itself. */
  readonly kind: MaterialKind | null;
  /** What it is for, as typed; what is left empty is read from the file. */
  readonly use: Readonly<Record<'stages' | 'industries' | 'competitors' | 'objections', string>>;
}

function toForm({ file, kind, use }: NewMaterialFile): FormData {
  const form = new FormData();
  form.set('file', file, file.name);
  if (kind !== null) form.set('kind', kind);
  for (const [name, typed] of Object.entries(use)) {
    if (typed.trim() !== '') form.set(name, typed);
  }
  return form;
}

/** What is found and offered depends on the material, so all of that is read again. */
function useRefresh() {
  const client = useQueryClient();
  return () => Promise.all(['materials', 'material', 'search', 'deal'].map((key) => client.invalidateQueries({ queryKey: [key] })));
}

export function useAddMaterial() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: (material: NewMaterialFile) => post<MaterialDetail>(`${at}/file`, toForm(material)), onSuccess });
}

export function useDeleteMaterial() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: (id: string) => remove(`${at}/${encodeURIComponent(id)}`), onSuccess });
}
