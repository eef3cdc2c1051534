// Which roles may carry out which command, query or service: the whole table, in one file, enforced in dispatch.
// Must not depend on states: what an animal, a lot or a dose allows is decided by the domain.

import type { CommandName, QueryName } from './contract.ts';
import type { Role } from './kernel/decider.ts';
import type { openServices, ServiceName } from './services.ts';

type Checked =
  CommandName | QueryName | Exclude<ServiceName, (typeof openServices)[number]> | 'notebook.rebuild';

/** Everybody who works with the study. An administrator looks after accounts and sees none of it. */
const readers: readonly Role[] = [
  'technician',
  'surgeon',
  'pathologist',
  'study-director',
  'quality-assurance',
];
const everyone: readonly Role[] = [...readers, 'administrator'];
/** At the animal and at the bench. */
const bench: readonly Role[] = ['technician', 'surgeon', 'study-director'];
/** Who handles what is injected; whether they may know the group is asked again by the domain. */
const preparation: readonly Role[] = ['technician', 'study-director'];
const laboratory: readonly Role[] = ['technician', 'pathologist', 'study-director'];
const workers: readonly Role[] = ['technician', 'surgeon', 'pathologist', 'study-director'];
const director: readonly Role[] = ['study-director'];
const administrator: readonly Role[] = ['administrator'];
/** What only the device, the session or the founding of a notebook writes. */
const nobody: readonly Role[] = [];

const table = {
  'study.create': nobody,
  'study.answerSetting': director,
  'study.acceptDefaults': director,
  'study.overview': everyone,

  'user.create': nobody,
  'user.changeRoles': administrator,
  'user.setEnabled': administrator,
  'user.list': everyone,
  'account.create': administrator,
  'account.reset': administrator,

  'animal.register': bench,
  'animal.correct': bench,
  'animal.rehouse': bench,
  'animal.weigh': bench,
  'animal.correctWeight': bench,
  'animal.grantException': director,
  'animal.recordComplication': bench,
  'animal.recordDeath': bench,
  'animal.withdraw': director,
  'animal.reinstate': director,
  'animal.replace': director,
  'animal.complete': bench,
  'animal.list': readers,
  'animal.show': readers,

  'allocation.draw': director,
  'allocation.enrol': preparation,
  'allocation.change': director,
  'allocation.show': readers,

  'deviation.report': workers,
  'deviation.assess': director,
  'deviation.list': readers,

  'protocol.release': director,
  'protocol.releaseBuiltIn': director,
  'protocol.list': readers,
  'protocol.show': readers,
  'protocol.compare': readers,

  'run.start': workers,
  'run.setParticipants': workers,
  'run.completeStep': workers,
  'run.skipStep': workers,
  'run.correctStep': workers,
  'run.close': workers,
  'run.abandon': workers,
  'run.addNote': workers,
  'run.list': readers,
  'run.notes': readers,
  'run.show': readers,
  'ischaemia.show': readers,

  'timer.start': workers,
  'timer.pause': workers,
  'timer.resume': workers,
  'timer.stop': workers,
  'timer.acknowledge': workers,
  'timer.noteGap': nobody,
  'timer.noteClockChange': nobody,
  'timer.noteOverrun': nobody,
  'timer.running': everyone,

  'anaesthesia.observe': bench,
  'anaesthesia.correctObservation': bench,
  'anaesthesia.show': readers,
  'medication.give': bench,
  'medication.giveOutsideGate': bench,
  'medication.plan': readers,

  'lot.createCommercial': preparation,
  'lot.createAsc': preparation,
  'lot.createSecretome': preparation,
  'lot.recordPassage': preparation,
  'lot.identify': preparation,
  'lot.measureSuspension': preparation,
  'lot.recordCheck': preparation,
  'lot.release': director,
  'lot.reject': director,
  'lot.move': preparation,
  'lot.thaw': preparation,
  'lot.use': preparation,
  'lot.correctRemaining': preparation,
  'lot.list': readers,
  'lot.show': readers,

  'dose.prepare': preparation,
  'dose.check': preparation,
  'dose.cancel': preparation,
  'dose.preparationView': preparation,
  'dose.give': bench,
  'dose.giveOutsideGate': bench,
  'dose.correctGiven': bench,
  'dose.spoil': bench,
  'dose.forAnimal': readers,
  'dose.byCode': readers,

  'freezer.define': laboratory,
  'freezer.list': readers,
  'freezer.show': readers,
  'sample.collect': workers,
  'sample.miss': workers,
  'sample.process': workers,
  'sample.aliquot': workers,
  'sample.store': workers,
  'sample.move': workers,
  'sample.discard': workers,
  'sample.correct': workers,
  'sample.list': readers,
  'sample.show': readers,
  'schedule.show': readers,
  'scan.resolve': readers,

  'result.enter': laboratory,
  'result.correct': laboratory,
  'result.mark': laboratory,
  'result.grid': readers,
  'result.chart': readers,
  'result.trace': readers,

  'plan.record': director,
  'plan.lock': director,
  'plan.amend': director,
  'plan.show': readers,
  'exclusion.record': director,
  'exclusion.lift': director,
  'exclusion.list': readers,
  'analysis.show': readers,
  'figure.list': readers,
  'figure.show': readers,
  'export.figure': readers,

  'arrive.progress': readers,
  'arrive.report': readers,
  'arrive.records': readers,

  'assay.evaluate': laboratory,
  'csvMapping.save': laboratory,
  'assay.reevaluate': laboratory,
  'assay.addSecondReading': laboratory,
  'assay.reject': laboratory,
  'assay.drawReadingList': preparation,
  'assay.list': readers,
  'csvMapping.list': readers,
  'assay.show': readers,
  'assay.preview': laboratory,
  'assay.mix': readers,
  'assay.defaults': readers,
  'assay.readingList': readers,
  'assay.readingLists': readers,

  'review.write': ['quality-assurance'],
  'review.list': readers,
  'audit.trail': readers,
  'audit.record': readers,
  'today.board': readers,
  'today.overdueCount': readers,
  'attachment.list': readers,
  'attachment.choose': workers,
  'attachment.add': workers,
  'instrument.read': workers,
  'instrument.rows': workers,
  'attachment.save': readers,
  'attachment.picture': readers,
  'attachment.withhold': director,

  'notebook.rebuild': ['study-director', 'administrator'],
  'session.lock': everyone,
  'unsaved.read': everyone,
  'unsaved.keep': everyone,
  'session.signOut': everyone,
  'backup.make': everyone,
  'backup.list': everyone,
  'backup.chooseFolder': ['study-director', 'administrator'],
  'verify.start': everyone,
  'export.pdf': readers,
  'export.docx': readers,
  'export.log': ['study-director', 'quality-assurance'],
  'export.saveFile': readers,
  'job.cancel': everyone,
  'screen.operatingRoom': everyone,
  'screen.activity': everyone,
} as const satisfies Readonly<Record<Checked, readonly Role[]>>;

export const permissions: ReadonlyMap<string, readonly Role[]> = new Map(Object.entries(table));
