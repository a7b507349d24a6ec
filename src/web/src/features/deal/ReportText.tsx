import { Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ReportInfo } from '../../api/types.ts';
import { AnswerText } from '../../cited/AnswerText.tsx';
import { SourceList } from '../../cited/SourceList.tsx';
import { mailtoLink } from '../../lib/mailto.ts';
import { plainText, richTextOf } from '../../lib/richText.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { TakeAway } from '../../ui/TakeAway.tsx';

interface ReportTextProps {
  /** What it is, in a sentence: "The brief". */
  readonly name: string;
  readonly report: UseQueryResult<ReportInfo>;
  /** The page that is made for the printer, where there is one. */
  readonly printPage?: string;
}

/** A report with what it cites. */
export function ReportText({ name, report, printPage }: ReportTextProps) {
  const shown = useRef<HTMLDivElement>(null);
  if (report.isPending) return <Loading label={`Loading: ${name}`} />;
  if (report.isError) return <Failure title={`${name} could not be loaded`} error={report.error} onRetry={() => void report.refetch()} />;
  const { markdown, sources } = report.data;
  const subject = /^#+ (.*)$/m.exec(markdown)?.[1] ?? name;
  if (markdown === '') return <Empty title="There is nothing to report yet" />;
  return (
    <Stack>
      <TakeAway
        rich={() => shown.current && richTextOf(shown.current)}
        markdown={markdown}
        mailto={mailtoLink('', { subject, body: plainText(markdown) })}
        title={subject}
        printPage={printPage}
      />
      <div ref={shown}>
        <AnswerText text={markdown} sources={sources} top={3} />
      </div>
      {sources.length > 0 && <SourceList sources={sources} />}
    </Stack>
  );
}
