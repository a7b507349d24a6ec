import { ActionIcon, Button, CloseButton, Group, Text, TextInput } from '@mantine/core';
import { type KeyboardEvent, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { ActivityText, MarkKind } from '../../api/types.ts';
import { DownIcon, UpIcon } from '../../ui/icons.tsx';
import type { TextRange } from './quotedText.ts';
import { findIn } from './talk.ts';
import classes from './Transcript.module.css';
import { TranscriptTurn } from './TranscriptTurn.tsx';

const kinds = [
  { kind: 'qualification', label: 'Qualification', color: 'blue' },
  { kind: 'risk', label: 'Risks', color: 'red' },
  { kind: 'promise', label: 'Promises', color: 'green' },
] as const;

const meet = (a: TextRange, b: TextRange) => a.start < b.end && b.start < a.end;

interface TranscriptProps {
  readonly text: ActivityText;
  /** The words that somebody cited. */
  readonly quote: TextRange | null;
}

/** A talk: who said what, with the words that the deal's judgements stand on. One goes from find to find, or from evidence to evidence. */
export function Transcript({ text: { body, turns, marks }, quote }: TranscriptProps) {
  const [words, setWords] = useState('');
  const [hidden, setHidden] = useState<ReadonlySet<MarkKind>>(new Set());
  const [at, setAt] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const sought = useDeferredValue(words);
  const matches = useMemo(() => findIn(body, turns, sought), [body, turns, sought]);
  const shown = useMemo(() => marks.filter(({ kind }) => !hidden.has(kind)), [marks, hidden]);
  const layers = useMemo(
    () => turns.map((turn) => ({ quote: quote !== null && meet(quote, turn) ? quote : null, marks: shown.filter((mark) => meet(mark, turn)), matches: matches.filter((match) => meet(match, turn)) })),
    [turns, quote, shown, matches],
  );
  // Evidence that begins at the same word is one place to go to.
  const stops = useMemo(() => (sought.trim() === '' ? [...new Set(shown.map(({ start }) => start))] : matches.map(({ start }) => start)), [sought, shown, matches]);
  const citing = layers.findIndex((own) => own.quote !== null);
  const current = at === null ? null : (stops[at] ?? null);

  const go = (by: 1 | -1) => {
    if (stops.length === 0) return;
    const next = at === null ? (by === 1 ? 0 : stops.length - 1) : (at + by + stops.length) % stops.length;
    setAt(next);
    // Evidence within the cited words has no mark of its own.
    const mark = list.current?.querySelector(`[data-at="${stops[next]}"]`) ?? list.current?.querySelector('mark.quoted');
    mark?.scrollIntoView({ block: 'center' });
  };
  const look = (next: string) => {
    setWords(next);
    setAt(null);
  };
  const toggle = (kind: MarkKind) => {
    setHidden(hidden.has(kind) ? new Set([...hidden].filter((one) => one !== kind)) : new Set([...hidden, kind]));
    setAt(null);
  };
  const onFieldKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    go(event.shiftKey ? -1 : 1);
  };
  return (
    <div>
      <div className={classes.bar} role="search" aria-label="In this talk">
        <Group gap={6} wrap="nowrap">
          <TextInput
            aria-label="Find in the talk"
            placeholder="Find in the talk"
            size="xs"
            flex={1}
            value={words}
            onChange={(event) => look(event.currentTarget.value)}
            onKeyDown={onFieldKey}
            rightSection={words === '' ? null : <CloseButton size="xs" aria-label="Clear" onClick={() => look('')} />}
          />
          <Text size="xs" c="dimmed" role="status" style={{ whiteSpace: 'nowrap' }}>
            {at === null ? `${stops.length} ${sought.trim() === '' ? 'marked' : 'found'}` : `${at + 1} of ${stops.length}`}
          </Text>
          <ActionIcon variant="default" size={30} aria-label="Previous place" disabled={stops.length === 0} onClick={() => go(-1)}>
            <UpIcon size={16} />
          </ActionIcon>
          <ActionIcon variant="default" size={30} aria-label="Next place" disabled={stops.length === 0} onClick={() => go(1)}>
            <DownIcon size={16} />
          </ActionIcon>
        </Group>
        {marks.length > 0 && (
          <Group gap={6} mt={6} role="group" aria-label="What is marked">
            {kinds.map(({ kind, label, color }) => {
              const count = marks.filter((mark) => mark.kind === kind).length;
              const on = !hidden.has(kind);
              return count === 0 ? null : (
                <Button key={kind} size="compact-xs" color={color} variant={on ? 'light' : 'default'} c="var(--mantine-color-text)" aria-pressed={on} onClick={() => toggle(kind)}>
                  {label} {count}
                </Button>
              );
            })}
          </Group>
        )}
      </div>
      <ol ref={list} className={classes.turns} aria-label="Talk">
        {turns.map((turn, index) => {
          const own = layers[index];
          if (own === undefined) return null;
          const isHere = current !== null && current >= turn.start && current < turn.end;
          return <TranscriptTurn key={turn.start} body={body} turn={turn} layers={own} cited={index === citing} current={isHere ? current : null} />;
        })}
      </ol>
    </div>
  );
}
