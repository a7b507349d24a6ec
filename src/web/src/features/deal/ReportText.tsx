import { Button, Group, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import type { ReportInfo } from '../../api/types.ts';
import { AnswerText } from '../../cited/AnswerText.tsx';
import { SourceList } from '../../cited/SourceList.tsx';
import { mailtoLink } from '../../lib/mailto.ts';
import { plainText } from '../../lib/richText.ts';
import { CopyRich } from '../../ui/CopyRich.tsx';
import { CopyText } from '../../ui/CopyText.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';

interface ReportTextProps {
  /** What it is, in a sentence: "The brief". */
  readonly name: string;
  readonly report: UseQueryResult<ReportInfo>;
  readonly actions?: ReactNode;
}

/** A report with what it cites. */
export function ReportText({ name, report, actions }: ReportTextProps) {
  const shown = useRef<HTMLDivElement>(null);
  if (report.isPending) return <Loading label={`Loading: ${name}`} />;
  if (report.isError) return <Failure title={`${name} could not be loaded`} error={report.error} onRetry={() => void report.refetch()} />;
  const { markdown, sources } = report.data;
  const subject = /^#+ (.*)$/m.exec(markdown)?.[1] ?? name;
  if (markdown === '') return <Empty title="There is nothing to report yet" />;
  return (
    <Stack>
      <Group gap="xs">
        <CopyRich of={shown} />
        <CopyText text={markdown} label="Copy as Markdown" />
        <Button component="a" href={mailtoLink('', { subject, body: plainText(markdown) })} size="xs" variant="default">
          Open in mail program
        </Button>
        {actions}
      </Group>
      <div ref={shown}>
        <AnswerText text={markdown} sources={sources} top={3} />
      </div>
      {sources.length > 0 && <SourceList sources={sources} />}
    </Stack>
  );
}
