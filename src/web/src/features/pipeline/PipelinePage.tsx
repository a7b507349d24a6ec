import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { pipelinesQuery } from '../../api/team.ts';
import { paths } from '../../lib/paths.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Failure } from '../../ui/Failure.tsx';
import classes from './Board.module.css';
import { BoardFilterBar } from './BoardFilterBar.tsx';
import { type BoardFilters, readBoardFilters, writeBoardFilters } from './boardFilters.ts';
import { PipelineView } from './PipelineView.tsx';

function Skeletons() {
  return (
    <div className={classes.board} role="status" aria-label="Loading the pipeline">
      {Array.from({ length: 5 }, (_, column) => (
        <div key={column} className={classes.column} style={{ padding: 8 }}>
          {Array.from({ length: 4 }, (_, card) => (
            <Skeleton key={card} height={card === 0 ? 40 : 182} mb={8} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** The open deals of a pipeline, as a board or as a list. */
export function PipelinePage() {
  const [params, setParams] = useSearchParams();
  const filters = readBoardFilters(params);
  const pipelines = useQuery(pipelinesQuery);
  const pipeline = pipelines.data?.find(({ id }) => id === filters.pipeline) ?? pipelines.data?.[0];
  // Trying filters out is not a journey: the back button leaves the page.
  const show = (next: BoardFilters) => setParams(writeBoardFilters(next), { replace: true });
  return (
    <div className={classes.page}>
      <title>Pipeline · Sales assistant</title>
      {pipelines.isError && <Failure title="The pipeline could not be loaded" error={pipelines.error} onRetry={() => void pipelines.refetch()} />}
      {pipelines.data && !pipeline && (
        <Empty title="There is no pipeline yet">
          <Link to={paths.import}>Import deals</Link> from your CRM to begin.
        </Empty>
      )}
      {pipelines.isPending && <Skeletons />}
      {pipeline && (
        <PipelineView
          key={pipeline.id}
          pipeline={pipeline}
          filters={filters}
          onChange={show}
          loading={<Skeletons />}
          bar={<BoardFilterBar filters={filters} pipelineId={pipeline.id} onChange={show} />}
        />
      )}
    </div>
  );
}
