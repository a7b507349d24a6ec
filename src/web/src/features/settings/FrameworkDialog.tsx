import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FrameworkForm } from './FrameworkForm.tsx';
import { documentQuery, frameworkAt } from './insightQueries.ts';

/** A framework that is there by its key, or a new one with null. */
export interface FrameworkToEdit {
  readonly key: string | null;
}

/** What a new framework begins with. */
const outline = {
  name: '',
  description: '',
  criteria: [{ name: '', question: '', missing: '', for: [], against: [] }],
};

function StoredFramework({ frameworkKey, onDone }: { readonly frameworkKey: string; readonly onDone: () => void }) {
  const stored = useQuery(documentQuery(frameworkAt(frameworkKey)));
  if (stored.isPending) return <Loading label="Loading the framework" />;
  if (stored.isError) return <Failure title="The framework could not be loaded" error={stored.error} onRetry={() => void stored.refetch()} />;
  return <FrameworkForm frameworkKey={frameworkKey} taken={[]} stored={stored.data} onDone={onDone} />;
}

interface FrameworkDialogProps {
  /** Null when nothing is edited. */
  readonly framework: FrameworkToEdit | null;
  /** Keys that a new one cannot have. */
  readonly taken: readonly string[];
  readonly onClose: () => void;
}

export function FrameworkDialog({ framework, taken, onClose }: FrameworkDialogProps) {
  return (
    <Modal
      opened={framework !== null}
      onClose={onClose}
      // A click beside it would throw away what was typed.
      closeOnClickOutside={false}
      size="lg"
      title={framework?.key === null ? 'Write a framework' : 'Edit the framework'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {framework?.key === null && <FrameworkForm frameworkKey={null} taken={taken} stored={outline} onDone={onClose} />}
      {typeof framework?.key === 'string' && <StoredFramework frameworkKey={framework.key} onDone={onClose} />}
    </Modal>
  );
}
