// The screen Protocols.
// Must not decide anything: it shows state and sends commands.

import type { ReactElement } from 'react';
import type { ScreenProps } from '../../navigation.ts';
import { Page } from '../../ui/Page.tsx';

export function ProtocolsScreen(_: ScreenProps): ReactElement {
  return <Page title="Protocols">{null}</Page>;
}
