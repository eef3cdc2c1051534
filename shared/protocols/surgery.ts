// Protocol 3: laparoscopic ischaemia of the right liver, resection of the left, and the substance into the liver.
// Must not name a group or substance: people who are blinded work from these steps.

import { usualWeightKg } from './body-weight.ts';
import type { ProtocolDefinition } from './protocol.ts';
import {
  article,
  asked,
  counted,
  input,
  lab,
  measured,
  optional,
  paper,
  protocol,
  step,
  timer,
} from './step-building.ts';

export const surgery: ProtocolDefinition = protocol(
  {
    key: 'surgery',
    title: 'Ischaemia-reperfusion with partial hepatectomy',
    sign: 'SUR',
    subjectType: 'animal',
    steps: [
      step('fast', 'Start fasting', 'Take the feed away; water stays.', {
        parameters: [
          asked('duration', 'Fasting before surgery', 'surgery.fastHours', 'h', 'paper'),
          asked('tolerance', 'At most this much shorter or longer', 'surgery.fastToleranceHours', 'h'),
        ],
        timers: [
          timer('fast', 'Fasting', {
            settingKey: 'surgery.fastHours',
            starts: 'on-complete',
            stopsOn: 'induction',
            toleranceSettingKey: 'surgery.fastToleranceHours',
          }),
        ],
      }),
      step('withhold-water', 'Withhold water', 'Take the water away.', {
        parameters: [
          asked('duration', 'Without water before surgery', 'surgery.withholdWaterHours', 'h', 'paper'),
          asked(
            'tolerance',
            'At most this much shorter or longer',
            'surgery.withholdWaterToleranceHours',
            'h',
          ),
        ],
        timers: [
          timer('withhold-water', 'Without water', {
            settingKey: 'surgery.withholdWaterHours',
            starts: 'on-complete',
            stopsOn: 'induction',
            toleranceSettingKey: 'surgery.withholdWaterToleranceHours',
          }),
        ],
      }),
      step('weigh', 'Weigh', 'Weigh the animal today: drugs and dose are computed from this weight.', {
        inputs: [measured('weight-kg', 'Body weight', 'kg', usualWeightKg)],
        effect: 'weigh',
      }),
      step('identity', 'Check identity', 'Read the ear tag on the animal, not on the pen.', {
        inputs: [input('ear-tag', 'Ear tag', 'animal')],
        isHoldPoint: true,
      }),
      step('induction', 'Induce anaesthesia', 'Induce by inhalation and start the anaesthesia record.', {
        parameters: [
          paper('drug', 'Drug', 'isoflurane, inhaled'),
          asked('induction', 'Induction', 'anaesthesia.isofluraneInductionPercent', '%'),
          asked('maintenance', 'Maintenance', 'anaesthesia.isofluraneMaintenancePercent', '%'),
          asked('interval', 'Observations every', 'anaesthesia.intervalMinutes', 'min'),
        ],
        inputs: [measured('isoflurane', 'Isoflurane', '%', ['0', '8'], optional)],
      }),
      step(
        'pre-op-samples',
        'Samples before the operation',
        'Take blood and liver before the liver is clamped.',
        {
          inputs: [input('blood', 'Blood taken', 'yes-no'), input('liver', 'Liver taken', 'yes-no')],
          effect: 'sample',
        },
      ),
      step('access', 'Laparoscopic access', 'Place the ports and insufflate.', {
        parameters: [
          asked('ports', 'Ports', 'surgery.ports'),
          asked('pressure', 'Pressure', 'surgery.pressureMmHg', 'mmHg'),
        ],
        inputs: [measured('pressure', 'Pressure', 'mmHg', ['1', '30'], optional)],
      }),
      step(
        'clamp-on',
        'Clamp on',
        'Clamp the vessels of the right portion. The ischaemia runs from this moment.',
        {
          parameters: [
            asked('duration', 'Ischaemia', 'surgery.ischaemiaMinutes', 'min', 'paper'),
            lab('tolerance', 'At most this much shorter or longer', '60', 's'),
          ],
          timers: [
            timer('ischaemia', 'Ischaemia', {
              durationSeconds: 3_600,
              settingKey: 'surgery.ischaemiaMinutes',
              preAlarmsSeconds: [3_000, 3_300],
              starts: 'on-complete',
              stopsOn: 'clamp-off',
              toleranceSeconds: 60,
            }),
          ],
          isImmediate: true,
          effect: 'clamp-on',
        },
      ),
      step('clamp-off', 'Clamp off', 'Release the clamp. The ischaemia ends with this moment.', {
        isImmediate: true,
        effect: 'clamp-off',
      }),
      step('reperfusion', 'Confirm reperfusion', 'See that the right portion fills and regains its colour.', {
        inputs: [
          input('is-perfused', 'Right portion perfused', 'yes-no', { expected: 'yes' }),
          input('appearance', 'Appearance', 'note', optional),
        ],
        isHoldPoint: true,
      }),
      step(
        'resect-end',
        'End of the resection',
        'The left portion is out. Weigh it as soon as there is time.',
        {
          parameters: [asked('mass', 'Resected mass', 'surgery.resectedMassGram', 'g')],
          inputs: [measured('resected-mass', 'Resected mass', 'g', ['1', '5000'], optional)],
        },
      ),
      step(
        'dose',
        'Inject',
        'Inject the prepared syringe into the liver at once and confirm it with its code.',
        {
          parameters: [
            paper('moment', 'When', 'immediately after the hepatectomy'),
            paper('route', 'Route', 'into the liver parenchyma'),
            asked('sites', 'Sites', 'surgery.injectionSites'),
            asked('depth', 'Depth', 'surgery.injectionDepthMm', 'mm'),
          ],
          inputs: [input('syringe-code', 'Code on the syringe', 'note')],
          effect: 'dose',
        },
      ),
      step('close', 'Close', 'Check for bleeding, release the gas and close the ports.', {
        inputs: [input('bleeding', 'Bleeding seen', 'yes-no', optional)],
      }),
      step('tolfedine', 'Give Tolfedine 4 %', 'Give the analgesic; its volume is computed from the weight.', {
        parameters: [
          paper('drug', 'Drug', 'Tolfedine 4 % (tolfenamic acid)'),
          asked('strength', 'Strength', 'tolfedine.strengthMgPerMl', 'mg/mL', 'paper'),
          asked('dose', 'Dose', 'tolfedine.doseMgPerKg', 'mg/kg'),
          asked('route', 'Route', 'tolfedine.route'),
        ],
        effect: 'medication',
      }),
      step('recovery', 'Recovery', 'Watch the animal until it stands; note what is unusual.', {
        parameters: [
          asked('interval', 'Observations every', 'recovery.intervalMinutes', 'min'),
          asked('endpoints', 'Humane endpoints', 'study.humaneEndpoints'),
        ],
        inputs: [
          input('outcome', 'Outcome', 'choice', {
            choices: [
              { key: 'recovered', label: 'Recovered' },
              { key: 'complication', label: 'Recovered, with a complication' },
              { key: 'died', label: 'Died' },
            ],
          }),
          counted('minutes-to-standing', 'Time until it stood', 'min', optional),
          input('observations', 'Observations', 'note', optional),
        ],
      }),
    ],
  },
  `${article}, Methods, establishment of HIRI`,
);
