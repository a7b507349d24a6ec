import { Center, Loader } from '@mantine/core';

/** Something is on its way. `label` says what, for those who do not see the picture. */
export function Loading({ label }: { readonly label: string }) {
  return (
    <Center mih={160} role="status" aria-label={label}>
      <Loader type="dots" aria-hidden />
    </Center>
  );
}
