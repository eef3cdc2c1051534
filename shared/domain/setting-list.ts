// Every setting of the study: each `lab` item of the article's silence, and each threshold the notebook applies.
// Must not hold the questions' wording (catalogue/setting.json) nor a default that looks like the article's but is not.

import { choice, number, text, whole } from './setting-definition.ts';

// Four groups of six, saline the control of ASC and DMEM the control of ASC-secretome (paper, Methods).
const fourGroupsOfSix = JSON.stringify([
  { group: 'saline', label: 'Saline', animals: 6, controlOf: 'asc' },
  { group: 'dmem', label: 'DMEM', animals: 6, controlOf: 'asc-secretome' },
  { group: 'asc', label: 'ASC', animals: 6, controlOf: null },
  { group: 'asc-secretome', label: 'ASC-secretome', animals: 6, controlOf: null },
]);

const designSettings = [
  text('study.approvalNumber', null, 'lab'),
  text('study.sampleSizeReason', null, 'lab'),
  text('study.primaryOutcome', null, 'lab'),
  text('study.humaneEndpoints', null, 'lab'),
  text('study.registration', null, 'lab'),
  text('study.rationale', null, 'lab'),
  text('study.confounders', null, 'lab'),
  text('study.place', null, 'lab'),
  text('study.software', null, 'lab'),
  text('animals.species', 'miniature pig', 'paper'),
  text('animals.health', null, 'lab'),
  text('animals.earlierProcedures', null, 'lab'),
  text('criteria.inclusion', null, 'lab'),
  text('criteria.exclusion', null, 'lab'),
  whole('criteria.ageMonthsMin', 'months', ['0', '240'], '4', 'paper'),
  whole('criteria.ageMonthsMax', 'months', ['0', '240'], '6', 'paper'),
  number('criteria.weightKgMin', 'kg', ['0.1', '500'], '20', 'paper'),
  number('criteria.weightKgMax', 'kg', ['0.1', '500'], '25', 'paper'),
  text('design.groups', fourGroupsOfSix, 'paper', 'design'),
  whole('design.blockSize', 'animals', ['1', '96'], '4', 'lab'),
  text('blinding.measures', null, 'lab'),
  text('blinding.rolesThatKnow', 'technician,study-director,quality-assurance', 'lab', 'roles'),
  number('session.idleLockMinutes', 'min', ['1', '240'], '10', 'lab'),
  text('housing.diet', 'piglet diet, tap water', 'paper'),
  number('housing.temperatureCelsius', '°C', ['0', '40'], '20', 'paper'),
  number('housing.lightHours', 'h', ['0', '24'], '12', 'paper'),
] as const;

const isolationSettings = [
  text('isolation.transportMedium', null, 'lab'),
  text('isolation.washing', null, 'lab'),
  number('isolation.collagenaseMgPerMl', 'mg/mL', ['0.01', '100'], null, 'lab'),
  number('isolation.digestionTemperatureCelsius', '°C', ['0', '45'], null, 'lab'),
  number('isolation.digestionMinutes', 'min', ['1', '1440'], null, 'lab'),
  number('isolation.centrifugeG', 'g', ['1', '100000'], null, 'lab'),
  number('isolation.centrifugeMinutes', 'min', ['0.5', '600'], null, 'lab'),
  number('isolation.filterMicrometre', 'µm', ['1', '1000'], null, 'lab'),
  text('isolation.cultureMedium', null, 'lab'),
  text('isolation.flask', null, 'lab'),
  number('isolation.seedingCellsPerCm2', 'cells/cm²', ['1', '1e7'], null, 'lab'),
  number('identification.cd90PercentMin', '%', ['0', '100'], null, 'lab'),
  number('identification.cd29PercentMin', '%', ['0', '100'], null, 'lab'),
  number('identification.cd44PercentMin', '%', ['0', '100'], null, 'lab'),
  number('identification.cd34PercentMax', '%', ['0', '100'], null, 'lab'),
] as const;

const secretomeSettings = [
  number('cm.volumePerBottleMl', 'mL', ['0.1', '1000'], null, 'lab'),
  choice('dose.countMoment', ['before-starvation', 'at-harvest'], null, 'lab'),
  choice('dose.countBasis', ['viable', 'all'], 'viable', 'lab'),
  number('lot.unitVolumeMicrolitre', 'µL', ['1', '100000'], '500', 'paper'),
  number('lot.unitVolumeTolerancePercent', '%', ['0', '100'], '20', 'lab'),
] as const;

const surgerySettings = [
  number('surgery.fastHours', 'h', ['0', '72'], '12', 'paper'),
  number('surgery.fastToleranceHours', 'h', ['0', '24'], '2', 'lab'),
  number('surgery.withholdWaterHours', 'h', ['0', '24'], '2', 'paper'),
  number('surgery.withholdWaterToleranceHours', 'h', ['0', '24'], '1', 'lab'),
  text('surgery.ports', null, 'lab'),
  number('surgery.pressureMmHg', 'mmHg', ['1', '30'], null, 'lab'),
  number('surgery.ischaemiaMinutes', 'min', ['1', '600'], '60', 'paper'),
  number('surgery.resectedMassGram', 'g', ['1', '5000'], null, 'lab'),
  whole('surgery.injectionSites', 'sites', ['1', '50'], null, 'lab'),
  number('surgery.injectionDepthMm', 'mm', ['0.1', '100'], null, 'lab'),
  number('anaesthesia.intervalMinutes', 'min', ['1', '120'], '5', 'lab'),
  number('anaesthesia.isofluraneInductionPercent', '%', ['0', '8'], null, 'lab'),
  number('anaesthesia.isofluraneMaintenancePercent', '%', ['0', '8'], null, 'lab'),
  number('tolfedine.doseMgPerKg', 'mg/kg', ['0.01', '100'], null, 'lab'),
  number('tolfedine.strengthMgPerMl', 'mg/mL', ['0.01', '1000'], '40', 'paper'),
  text('tolfedine.route', null, 'lab'),
  number('recovery.intervalMinutes', 'min', ['1', '1440'], null, 'lab'),
] as const;

const doseSettings = [
  number('dose.cellsPerKg', 'cells/kg', ['1', '1e12'], '1000000', 'paper'),
  number('dose.weightMaxAgeHours', 'h', ['1', '720'], '24', 'lab'),
  number('dose.roundingErrorMaxPercent', '%', ['0', '50'], '2', 'lab'),
  number('dose.validMinutes', 'min', ['1', '1440'], '60', 'lab'),
  number('dose.viabilityMinPercent', '%', ['0', '100'], '80', 'lab'),
  number('dose.concentrationMaxAgeHours', 'h', ['0.1', '720'], '4', 'lab'),
  number('dose.deadSpaceMicrolitre', 'µL', ['0', '10000'], '0', 'lab'),
  choice('dose.controlVolumeRule', ['paired-reference'], 'paired-reference', 'lab'),
  // A packed pellet holds about 5·10⁸ cells/mL: no suspension that passes a needle comes near it.
  number('dose.referenceCellsPerMl', 'cells/mL', ['1e4', '2e8'], null, 'lab'),
  number('dose.referenceCellsPerMicrolitre', 'cells/µL', ['10', '1e7'], null, 'lab'),
] as const;

const samplingSettings = [
  choice('sampling.anchorStep', ['clamp-off', 'resect-end', 'dose', 'close', 'recovery'], 'close', 'lab'),
  number('sampling.windowHours.pre-op', 'h', ['0', '720'], '24', 'lab'),
  number('sampling.windowHours.day-1', 'h', ['0', '24'], '4', 'lab'),
  number('sampling.windowHours.day-3', 'h', ['0', '72'], '6', 'lab'),
  number('sampling.windowHours.day-7', 'h', ['0', '72'], '12', 'lab'),
  number('serum.speedRpm', 'rpm', ['1', '100000'], '3500', 'paper'),
  number('serum.minutes', 'min', ['0.5', '600'], '15', 'paper'),
  text('serum.rotor', null, 'lab'),
  number('serum.rotorRadiusMm', 'mm', ['1', '1000'], null, 'lab'),
  whole('serum.aliquots', 'aliquots', ['1', '20'], null, 'lab'),
  number('serum.aliquotMicrolitre', 'µL', ['1', '10000'], null, 'lab'),
  number('tissue.fixationHours', 'h', ['1', '240'], '24', 'paper'),
  text('tissue.freezing', null, 'lab'),
  number('freezer.temperatureCelsius', '°C', ['-200', '10'], '-80', 'paper'),
] as const;

const assaySettings = [
  choice('assay.chemistryUnit', ['U/L'], 'U/L', 'lab'),
  choice('assay.angiopoietinUnit', ['ng/mL', 'pg/mL'], 'ng/mL', 'lab'),
  choice('assay.cytokineUnit', ['pg/mL'], 'pg/mL', 'lab'),
  text('assay.suzukiIsSummed', 'yes', 'lab', 'yes-no'),
  choice('assay.curveModel', ['linear', '4pl', '5pl'], '4pl', 'lab'),
  number('assay.duplicateCvMaxPercent', '%', ['0', '100'], '15', 'lab'),
  number('assay.curveRSquaredMin', '', ['0', '1'], '0.98', 'lab'),
  number('assay.recoveryTolerancePercent', '%', ['0', '100'], '20', 'lab'),
  number('assay.ctDifferenceMax', 'cycles', ['0', '10'], '0.5', 'lab'),
  number('assay.ctLast', 'cycles', ['20', '60'], '38', 'lab'),
  number('assay.ctControlMargin', 'cycles', ['0', '20'], '5', 'lab'),
  whole('assay.ki67NucleiMin', 'nuclei', ['1', '100000'], null, 'lab'),
] as const;

export const settingDefinitions = [
  ...designSettings,
  ...isolationSettings,
  ...secretomeSettings,
  ...surgerySettings,
  ...doseSettings,
  ...samplingSettings,
  ...assaySettings,
] as const;

export type SettingKey = (typeof settingDefinitions)[number]['key'];
