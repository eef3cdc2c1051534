// Every screen of the work: its name in the address, its place in the rail, its component.
// Must not contain a screen.

import {
  ClipboardList,
  FileWarning,
  FlaskConical,
  History,
  House,
  LineChart,
  Microscope,
  PiggyBank,
  ScrollText,
  Settings,
  Syringe,
  TestTubes,
  type LucideIcon,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { SentenceKey } from '../../shared/catalogue/catalogue.ts';
import type { QueryName } from '../../shared/contract.ts';
import { AnimalsScreen } from '../features/animals/AnimalsScreen.tsx';
import { ArriveScreen } from '../features/arrive/ArriveScreen.tsx';
import { AssaysScreen } from '../features/assays/AssaysScreen.tsx';
import { AuditScreen } from '../features/audit/AuditScreen.tsx';
import { DeviationsScreen } from '../features/deviations/DeviationsScreen.tsx';
import { DoseScreen } from '../features/dose/DoseScreen.tsx';
import { LotsScreen } from '../features/lots/LotsScreen.tsx';
import { OperatingRoomScreen } from '../features/operating-room/OperatingRoomScreen.tsx';
import { ProtocolsScreen } from '../features/protocols/ProtocolsScreen.tsx';
import { ResultsScreen } from '../features/results/ResultsScreen.tsx';
import { RunsScreen } from '../features/runs/RunsScreen.tsx';
import { SamplesScreen } from '../features/samples/SamplesScreen.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';
import { TodayScreen } from '../features/today/TodayScreen.tsx';
import type { ScreenProps } from '../navigation.ts';

interface Screen {
  readonly component: ComponentType<ScreenProps>;
  /** Where it stands in the rail; null for screens that others open. */
  readonly rail: {
    readonly label: SentenceKey;
    readonly icon: LucideIcon;
    readonly isAtFoot?: true;
    /** Shown only to those who may ask this. */
    readonly needs: QueryName;
  } | null;
}

export const screens: Readonly<Record<string, Screen>> = {
  today: { component: TodayScreen, rail: { label: 'nav.today', icon: House, needs: 'today.board' } },
  animals: {
    component: AnimalsScreen,
    rail: { label: 'nav.animals', icon: PiggyBank, needs: 'animal.list' },
  },
  runs: { component: RunsScreen, rail: { label: 'nav.runs', icon: ClipboardList, needs: 'run.list' } },
  dose: { component: DoseScreen, rail: { label: 'nav.dose', icon: Syringe, needs: 'dose.byCode' } },
  lots: { component: LotsScreen, rail: { label: 'nav.lots', icon: FlaskConical, needs: 'lot.list' } },
  samples: {
    component: SamplesScreen,
    rail: { label: 'nav.samples', icon: TestTubes, needs: 'sample.list' },
  },
  assays: { component: AssaysScreen, rail: { label: 'nav.assays', icon: Microscope, needs: 'assay.list' } },
  results: {
    component: ResultsScreen,
    rail: { label: 'nav.results', icon: LineChart, needs: 'result.grid' },
  },
  deviations: {
    component: DeviationsScreen,
    rail: { label: 'nav.deviations', icon: FileWarning, needs: 'deviation.list' },
  },
  protocols: {
    component: ProtocolsScreen,
    rail: { label: 'nav.protocols', icon: ScrollText, needs: 'protocol.list' },
  },
  audit: { component: AuditScreen, rail: { label: 'nav.audit', icon: History, needs: 'audit.trail' } },
  settings: {
    component: SettingsScreen,
    rail: { label: 'nav.settings', icon: Settings, isAtFoot: true, needs: 'study.overview' },
  },
  arrive: { component: ArriveScreen, rail: null },
  'operating-room': { component: OperatingRoomScreen, rail: null },
};
