import type { Me } from '../api/types.ts';
import { paths } from '../lib/paths.ts';
import { ApprovalsIcon, AssistantIcon, AuditIcon, DealsIcon, ImportIcon, PipelineIcon, SearchIcon, TodayIcon } from '../ui/icons.tsx';
import { mayImport, mayReadAudit } from './permissions.ts';

const places = [
  { label: 'Today', to: paths.home, Icon: TodayIcon },
  { label: 'Pipeline', to: paths.pipeline(), Icon: PipelineIcon },
  { label: 'Assistant', to: paths.assistant(), Icon: AssistantIcon },
  { label: 'Deals', to: paths.deals, Icon: DealsIcon },
  { label: 'Approvals', to: paths.approvals, Icon: ApprovalsIcon },
  { label: 'Search', to: paths.search(), Icon: SearchIcon },
  { label: 'Import', to: paths.import, Icon: ImportIcon },
  { label: 'Audit', to: paths.audit, Icon: AuditIcon },
] as const;

/** The pages that the user may open, in their order. */
export const placesOf = (me: Me) => places.filter(({ to }) => (to !== paths.import || mayImport(me)) && (to !== paths.audit || mayReadAudit(me)));
