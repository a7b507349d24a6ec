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
import type { SettingsPlace } from './settingsPlaces.ts';

const isAdmin = (me: Me) => me.role === 'admin';

/** What each section of the settings shows. */
export const settingsSections: Readonly<Record<SettingsPlace['key'], (me: Me) => ReactNode>> = {
  you: (me) => (
    <>
      <PasswordForm me={me} />
      <WritingStyleForm />
      <UsageMeter />
    </>
  ),
  reading: (me) => (
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
  pipelines: (me) => <PipelinesSection mayChange={isAdmin(me)} />,
  prices: (me) => <PriceBookSection mayChange={isAdmin(me)} />,
  delivery: (me) => <DeliverySection mayChange={isAdmin(me)} />,
  approvals: (me) => <PolicySection mayChange={isAdmin(me)} />,
  material: (me) => <MaterialSection mayChange={mayChangeMaterial(me)} />,
  models: () => (
    <>
      <ModelsSection />
      <UsageMeter />
      <UsageOfPeople />
      <RatedAnswers />
    </>
  ),
  people: () => <PeopleTable />,
};
