import { Box, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { countOf, formatDay } from '../../lib/format.ts';
import { passageKinds } from '../../lib/passageWords.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { searchQuery } from './queries.ts';
import { Results } from './Results.tsx';
import { isSearch, type SearchFilters } from './searchFilters.ts';

/** What was searched, in words, so that an empty answer can be judged. */
function whatWasSearched({ kind, person, since }: SearchFilters, dealName: string | null): string {
  const texts = kind === null ? 'Calls, meetings, emails, notes and our own material' : `Texts of the kind “${passageKinds[kind]}”`;
  const limits = [
    dealName === null ? null : `of ${dealName}`,
    person === '' ? null : `by ${person}`,
    since === '' ? null : `since ${formatDay(since)}`,
  ].filter((limit) => limit !== null);
  return `${[texts, ...limits].join(' ')} were searched, as far as you may see them.`;
}

interface FoundProps {
  readonly filters: SearchFilters;
  /** Name of the deal that the search is limited to, or null. */
  readonly dealName: string | null;
}

/** What a search found, or that it found nothing. */
export function Found({ filters, dealName }: FoundProps) {
  const answer = useQuery(searchQuery(filters));
  if (!isSearch(filters)) return null;
  if (answer.isPending) return <Loading label="Searching" />;
  if (answer.isError) return <Failure title="The search did not work" error={answer.error} onRetry={() => void answer.refetch()} />;
  const { passages } = answer.data;
  if (passages.length === 0) {
    return (
      <Empty title={filters.q === '' ? 'Nothing found' : `Nothing found for “${filters.q}”`}>{whatWasSearched(filters, dealName)}</Empty>
    );
  }
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed" role="status">
        {countOf(passages.length, 'passage')}, best first
        {passages[0]?.outsideFilters === true && '; none fits the person, kind of text or time that you named'}
      </Text>
      <Box opacity={answer.isPlaceholderData ? 0.6 : 1} aria-busy={answer.isPlaceholderData}>
        <Results passages={passages} withDeal={filters.deal === null} />
      </Box>
    </Stack>
  );
}
