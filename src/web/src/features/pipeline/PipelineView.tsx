import { Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { Link } from 'react-router';
import type { Board, PipelineInfo } from '../../api/types.ts';
import { countOf } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { type BoardFilters, isBoardNarrowed } from './boardFilters.ts';
import { DealList } from './DealList.tsx';
import { LossDialog } from './LossDialog.tsx';
import { MoveNotice } from './MoveNotice.tsx';
import { boardQuery } from './queries.ts';
import { StageBoard } from './StageBoard.tsx';
import { useMoves } from './useMoves.ts';

interface PipelineViewProps {
  readonly pipeline: PipelineInfo;
  readonly filters: BoardFilters;
  readonly onChange: (filters: BoardFilters) => void;
  /** The filters. */
  readonly bar: ReactNode;
  /** Stands in until the deals are there, in their shape. */
  readonly loading: ReactNode;
}

function Head({ board, narrowed }: { readonly board: Board | undefined; readonly narrowed: boolean }) {
  return (
    <Group gap="sm" align="baseline" mb={2} wrap="nowrap">
      <Title order={1} size="h3">
        Pipeline
      </Title>
      <Text size="sm" c="dimmed" role="status" truncate>
        {board ? `${countOf(board.shown, 'open deal')}${narrowed ? ' fit' : ''}` : ' '}
        {board && board.left > 0 && `, ${board.left} more are left out: narrow the filters`}
      </Text>
    </Group>
  );
}

function Nothing({ narrowed }: { readonly narrowed: boolean }) {
  if (narrowed) return <Empty title="No open deal fits these filters">Take one of them away to see more.</Empty>;
  return (
    <Empty title="No open deals in this pipeline">
      <Link to={paths.import}>Import deals</Link> from your CRM, or look at those that are <Link to={`${paths.deals}?status=all`}>won or lost</Link>.
    </Empty>
  );
}

export function PipelineView({ pipeline, filters, onChange, bar, loading }: PipelineViewProps) {
  const query = boardQuery(pipeline.id, filters);
  const board = useQuery(query);
  const moves = useMoves(query.queryKey, pipeline.stages);
  // Of the day alone, so that cards are not drawn again for every second.
  const today = new Date().toDateString();
  const now = useMemo(() => new Date(today), [today]);
  const narrowed = isBoardNarrowed(filters);
  const shared = { filters, now, targets: pipeline.stages, onMove: moves.onMove };
  const isEmpty = board.data?.shown === 0;
  return (
    <>
      <Head board={board.data} narrowed={narrowed} />
      {bar}
      {board.isPending && loading}
      {board.isError && <Failure title="The deals could not be loaded" error={board.error} onRetry={() => void board.refetch()} />}
      {isEmpty && <Nothing narrowed={narrowed} />}
      {board.data && !isEmpty && (filters.view === 'board' ? <StageBoard board={board.data} {...shared} /> : <DealList board={board.data} onChange={onChange} {...shared} />)}
      {moves.losing && <LossDialog name={moves.losing.card.name} onCancel={moves.cancelLoss} onLose={moves.lose} />}
      {moves.notice && <MoveNotice {...moves.notice} />}
    </>
  );
}
