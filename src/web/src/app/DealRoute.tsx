import { Box, Button, Drawer } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useParams } from 'react-router';
import { DealProposals } from '../features/changes/DealProposals.tsx';
import { WaitingLine } from '../features/changes/WaitingLine.tsx';
import { DealView } from '../features/deal/DealView.tsx';
import { DealSearch } from '../features/search/DealSearch.tsx';
import { AssistantIcon } from '../ui/icons.tsx';
import { DealAssistant } from './DealAssistant.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import classes from './DealRoute.module.css';

/** A deal with the assistant beside it, or behind a button where there is no room. */
export function DealRoute() {
  const { dealId } = useParams();
  const wide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const [asking, { open, close }] = useDisclosure(false);
  if (dealId === undefined) return <NotFoundPage />;
  return (
    <Box className={classes.page}>
      <Box className={classes.deal}>
        <DealView
          key={dealId}
          dealId={dealId}
          search={<DealSearch dealId={dealId} />}
          waiting={<WaitingLine dealId={dealId} />}
          proposals={<DealProposals dealId={dealId} />}
          actions={
            wide ? null : (
              <Button leftSection={<AssistantIcon size={18} />} onClick={open}>
                Ask about this deal
              </Button>
            )
          }
        />
      </Box>
      {wide ? (
        <Box component="aside" aria-label="Assistant" className={classes.assistant}>
          <DealAssistant key={dealId} dealId={dealId} titled />
        </Box>
      ) : (
        <Drawer
          opened={asking}
          onClose={close}
          position="right"
          size="md"
          title="Ask about this deal"
          closeButtonProps={{ 'aria-label': 'Close the assistant' }}
          classNames={{ content: classes.drawer, body: classes.drawerBody }}
        >
          <DealAssistant key={dealId} dealId={dealId} titled={false} />
        </Drawer>
      )}
    </Box>
  );
}
