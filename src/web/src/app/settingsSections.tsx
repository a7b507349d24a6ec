import type { ReactNode } from 'react';
import type { Me } from '../api/types.ts';
import { MaterialSection } from '../features/materials/MaterialSection.tsx';
import { ModelsSection } from '../features/models/ModelsSection.tsx';
import { UsageMeter } from '../features/models/UsageMeter.tsx';
import { UsageOfPeople } from '../features/models/UsageOfPeople.tsx';
import { DeliverySection } from '../features/settings/DeliverySection.tsx';
import { InsightSection } from '../features/settings/InsightSection.tsx';
import { OwnFrameworks } from '../features/settings/OwnFrameworks.tsx';
import { PasswordForm } from '../features/settings/PasswordForm.tsx';
import { PeopleTable } from '../features/settings/PeopleTable.tsx';
import { PipelinesSection } from '../features/settings/PipelinesSection.tsx';
import { PolicySection } from '../features/settings/PolicySection.tsx';
import { PriceBookSection } from '../features/settings/PriceBookSection.tsx';
import { RatedAnswers } from '../features/settings/RatedAnswers.tsx';
import { SummaryTemplate } from '../features/settings/SummaryTemplate.tsx';
import { WritingStyleForm } from '../features/settings/WritingStyleForm.tsx';
import { mayChangeMaterial } from './permissions.ts';

export interface SettingsSection {
  /** Its name in the address. */
  readonly key: string;
  readonly label: string;
  /** True when nobody else may open it. */
  readonly adminsOnly?: true;
  readonly show: (me: Me) => ReactNode;
}

const isAdmin = (me: Me) => me.role === 'admin';

/** The sections of the settings; the first one is shown without a name in the address. */
export const settingsSections: readonly [SettingsSection, ...SettingsSection[]] = [
  {
    key: 'you',
    label: 'You',
    show: (me) => (
      <>
        <PasswordForm me={me} />
        <WritingStyleForm />
        <UsageMeter />
      </>
    ),
  },
  {
    key: 'reading',
    label: 'Reading of deals',
    show: (me) => (
      <>
        <InsightSection mayChange={isAdmin(me)} />
        {isAdmin(me) && (
          <>
            <OwnFrameworks />
            <SummaryTemplate />
          </>
        )}
      </>
    ),
  },
  { key: 'pipelines', label: 'Pipelines', show: (me) => <PipelinesSection mayChange={isAdmin(me)} /> },
  { key: 'prices', label: 'Price book', show: (me) => <PriceBookSection mayChange={isAdmin(me)} /> },
  { key: 'delivery', label: 'Delivery', show: (me) => <DeliverySection mayChange={isAdmin(me)} /> },
  { key: 'approvals', label: 'Approvals', show: (me) => <PolicySection mayChange={isAdmin(me)} /> },
  { key: 'material', label: 'Material', show: (me) => <MaterialSection mayChange={mayChangeMaterial(me)} /> },
  {
    key: 'models',
    label: 'Models',
    adminsOnly: true,
    show: () => (
      <>
        <ModelsSection />
        <UsageMeter />
        <UsageOfPeople />
        <RatedAnswers />
      </>
    ),
  },
  { key: 'people', label: 'People', adminsOnly: true, show: () => <PeopleTable /> },
];
