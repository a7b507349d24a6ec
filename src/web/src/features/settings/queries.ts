import { useMutation, useQueryClient } from '@tanstack/react-query';
import { postOnly } from '../../api/http.ts';
import type { NewPassword } from '../../api/types.ts';

export function useSetPassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: NewPassword) => postOnly('/api/me/password', change),
    onSuccess: () => client.invalidateQueries(),
  });
}
