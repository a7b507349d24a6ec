import { Anchor, Drawer, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from 'react-router';
import type { ActivityText } from '../../api/types.ts';
import { readActivity, withoutSource, type ActivityAddress } from '../../lib/activityAddress.ts';
import { isMissing } from '../../api/http.ts';
import { activityKinds, directionText } from '../../lib/activityWords.ts';
import { formatTime } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { ActivityBody, GoneQuote } from './ActivityBody.tsx';
import { activityQuery } from './queries.ts';
import { checkQuote } from './quotedText.ts';
import { Transcript } from './Transcript.tsx';

function Facts({ text: { head: activity, deal } }: { readonly text: ActivityText }) {
  const people = activity.participants.map((person) => person.name || person.email).join(', ');
  const details = [
    activityKinds[activity.kind],
    directionText(activity.direction),
    formatTime(activity.at),
    activity.minutes !== null && activity.minutes > 0 ? `${activity.minutes} min` : null,
  ];
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        {details.filter((detail) => detail !== null).join(' · ')}
      </Text>
      {activity.author !== null && <Text size="sm">By {activity.author}</Text>}
      {people !== '' && <Text size="sm">With {people}</Text>}
      {activity.dealId !== null && (
        <Group gap={4}>
          <Text size="sm">Deal:</Text>
          <Anchor component={Link} to={paths.deal(activity.dealId)} size="sm">
            {deal ?? 'Open the deal'}
          </Anchor>
        </Group>
      )}
    </Stack>
  );
}

/** A talk turn by turn, any other text line by line. */
function Words({ text, address: { start, quote } }: { readonly text: ActivityText; readonly address: ActivityAddress }) {
  if (text.turns.length === 0) return <ActivityBody body={text.body} start={start} quote={quote} />;
  const check = checkQuote(text.body, start, quote);
  return (
    <>
      {check.status === 'changed' && <GoneQuote quote={check.quote} />}
      <Transcript text={text} quote={check.status === 'verbatim' ? check.range : null} />
    </>
  );
}

function Opened({ address }: { readonly address: ActivityAddress }) {
  const activity = useQuery(activityQuery(address.activityId));
  if (activity.isPending) return <Loading label="Loading the text" />;
  if (isMissing(activity.error)) return <Empty title="This is not here any more">It was removed, or it is not yours to see.</Empty>;
  if (activity.isError) return <Failure title="The text could not be loaded" error={activity.error} onRetry={() => void activity.refetch()} />;
  return (
    <Stack>
      <Text component="h3" fw={650} size="lg" m={0}>
        {activity.data.head.subject}
      </Text>
      <Facts text={activity.data} />
      <Words key={`${address.start}:${address.quote}`} text={activity.data} address={address} />
    </Stack>
  );
}

/** Shows the note, email or transcript that the page's address names, over whatever page that is. */
export function ActivityDrawer() {
  const location = useLocation();
  const navigate = useNavigate();
  const address = readActivity(location.search);
  const close = () => void navigate({ search: withoutSource(location.search) }, { replace: true });
  return (
    <Drawer
      opened={address !== null}
      onClose={close}
      position="right"
      size="lg"
      zIndex={300}
      title="Source"
      closeButtonProps={{ 'aria-label': 'Close the source' }}
    >
      {address !== null && <Opened key={address.activityId} address={address} />}
    </Drawer>
  );
}
