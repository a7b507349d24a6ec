import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useSearchParams } from 'react-router';
import { Page } from '../../ui/Page.tsx';
import { Inbox } from './Inbox.tsx';
import { KeysHelp } from './KeysHelp.tsx';
import { type ProposalFilters, readFilters, writeFilters } from './proposalFilters.ts';

/** What waits for a person, and what became of what did. */
export function ApprovalsPage() {
  const [params, setParams] = useSearchParams();
  const [helped, help] = useDisclosure(false);
  const filters = readFilters(params);
  const show = (next: ProposalFilters) => setParams(writeFilters(next), { replace: true });
  return (
    <Page
      title="Approvals"
      size="md"
      actions={
        <Button variant="subtle" size="compact-sm" visibleFrom="sm" onClick={help.open}>
          Keys (?)
        </Button>
      }
    >
      <Inbox filters={filters} onChange={show} onHelp={help.open} />
      <KeysHelp opened={helped} onClose={help.close} />
    </Page>
  );
}
