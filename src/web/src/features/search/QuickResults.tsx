import { Box, Combobox, Text, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'react-router';
import type { DealRow, FoundContact, Passage } from '../../api/types.ts';
import { withActivity, withMaterial } from '../../lib/activityAddress.ts';
import { countOf, formatDay, formatMoney, toDay } from '../../lib/format.ts';
import { passageKinds } from '../../lib/passageWords.ts';
import { paths } from '../../lib/paths.ts';
import { fittingActions, type QuickAction, quickFindQuery } from './quickFind.ts';

interface Choice {
  /** The address that it leads to. */
  readonly value: string;
  readonly label: string;
  readonly facts: readonly (string | null)[];
}

const ofDeal = (deal: DealRow): Choice => ({
  value: paths.deal(deal.id),
  label: deal.name,
  facts: [
    deal.account !== null && deal.name.includes(deal.account) ? null : deal.account,
    deal.stage,
    deal.amount === null ? null : formatMoney(deal.amount, deal.currency),
    deal.owner,
  ],
});

const ofPerson = ({ name, title, account, deal, dealId }: FoundContact): Choice => ({
  value: dealId === null ? paths.search({ person: name }) : paths.deal(dealId),
  label: name,
  facts: [title, deal === null || account === null || deal.includes(account) ? deal : `${account}, ${deal}`],
});

function ofPassage(passage: Passage, here: { readonly pathname: string; readonly search: string }): Choice[] {
  const { activityId, materialId, start, quote, subject, kind, deal, at } = passage;
  const search =
    activityId !== null
      ? withActivity(here.search, { activityId, start, quote })
      : materialId
        ? withMaterial(here.search, { materialId, start, quote })
        : null;
  if (search === null) return [];
  const title = subject === '' ? passageKinds[kind] : subject;
  return [{ value: `${here.pathname}${search}`, label: `“${quote}”`, facts: [title, deal, materialId ? null : formatDay(toDay(new Date(at)))] }];
}

function Choices({ label, choices }: { readonly label: string; readonly choices: readonly Choice[] }) {
  if (choices.length === 0) return null;
  return (
    <Combobox.Group label={label}>
      {choices.map((choice, index) => (
        <Combobox.Option key={`${choice.value}:${index}`} value={choice.value}>
          <Text size="sm" fw={550} truncate>
            {choice.label}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {choice.facts.filter((fact) => fact !== null).join(' · ')}
          </Text>
        </Combobox.Option>
      ))}
    </Combobox.Group>
  );
}

interface QuickResultsProps {
  /** What stands in the field. */
  readonly text: string;
  /** The same once the typing paused. */
  readonly asked: string;
  readonly actions: readonly QuickAction[];
  /** Value of the option that takes the text to the assistant; null where one is there already. */
  readonly askValue: string | null;
}

/** What fits the text of the search, kind by kind. */
export function QuickResults({ text, asked, actions, askValue }: QuickResultsProps) {
  const here = useLocation();
  const found = useQuery(quickFindQuery(asked));
  const typed = text.trim();
  const { deals = [], people = [], passages = [] } = typed === '' ? {} : (found.data ?? {});
  const fitting = fittingActions(actions, typed);
  const none = deals.length + people.length + passages.length + fitting.length === 0;
  const looking = typed !== '' && (found.isFetching || asked !== text);
  return (
    <>
      <Combobox.Options aria-label="Found" mah="min(70vh, 32rem)" style={{ overflowY: 'auto' }} aria-busy={looking}>
        <Choices label="Deals" choices={deals.map(ofDeal)} />
        <Choices label="People" choices={people.map(ofPerson)} />
        <Choices label="Said and written" choices={passages.flatMap((passage) => ofPassage(passage, here))} />
        <Combobox.Group label="Actions">
          {fitting.map(({ label, to }) => (
            <Combobox.Option key={to} value={to}>
              {label}
            </Combobox.Option>
          ))}
          {typed !== '' && askValue !== null && <Combobox.Option value={askValue}>Ask the assistant: {typed}</Combobox.Option>}
          {typed !== '' && <Combobox.Option value={paths.search({ q: typed })}>Search all texts for “{typed}”</Combobox.Option>}
        </Combobox.Group>
      </Combobox.Options>
      <Box px="sm" py={6} role="status">
        <Text size="xs" c="dimmed">
          {found.isError && typed !== ''
            ? found.error.message
            : looking && none
              ? 'Looking…'
              : typed !== '' && !looking && none
                ? 'No deal, person or text of these words.'
                : 'Arrow keys choose. Enter alone searches all texts.'}
        </Text>
        {typed !== '' && !looking && !none && (
          <VisuallyHidden>
            {`${countOf(deals.length, 'deal')}, ${countOf(people.length, 'person', 'people')}, ${countOf(passages.length, 'passage')} found`}
          </VisuallyHidden>
        )}
      </Box>
    </>
  );
}
