// Protocol 2: conditioned medium of starved P4 cells, concentrated to the secretome.
// Must not compute the lot's cells per volume: that is arithmetic of the lot.

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

const eachBottle = { isList: true } as const;
const hour = 3_600;

export const conditionedMedium: ProtocolDefinition = protocol(
  {
    key: 'conditioned-medium',
    title: 'Conditioned medium and secretome',
    sign: 'CM',
    subjectType: 'lot',
    steps: [
      step(
        'cells',
        'Check the cells',
        'Confirm passage and confluence. Count every bottle if cells are counted now.',
        {
          parameters: [
            paper('passage', 'Passage', '4'),
            paper('confluence', 'Confluence', '80', '%'),
            asked('count-moment', 'When the cells are counted', 'dose.countMoment'),
            asked('count-basis', 'Which cells are counted', 'dose.countBasis'),
          ],
          inputs: [
            input('passage', 'Passage', 'count', { unit: 'passage', min: '4', max: '4' }),
            measured('confluence', 'Confluence', '%', ['0', '100']),
            counted('cells', 'Cells of each bottle', 'cells', { isList: true, isRequired: false }),
          ],
        },
      ),
      step('wash', 'Wash', 'Rinse every bottle thoroughly, so that no serum is left.', {
        parameters: [paper('buffer', 'Buffer', 'PBS')],
      }),
      step(
        'starve',
        'Start the starvation',
        'Add the serum-free medium to every bottle. The clock runs from here.',
        {
          parameters: [
            paper('medium', 'Medium', 'low-glucose DMEM, serum-free'),
            asked('volume', 'Volume for each bottle', 'cm.volumePerBottleMl', 'mL'),
            paper('duration', 'Duration', '48', 'h'),
            lab('tolerance', 'Harvest at most this much earlier or later', '2', 'h'),
          ],
          inputs: [
            measured('medium-volume', 'Volume added to each bottle', 'mL', ['0.1', '1000'], eachBottle),
          ],
          timers: [
            timer('starvation', 'Serum-free culture', {
              durationSeconds: 48 * hour,
              preAlarmsSeconds: [47 * hour],
              starts: 'on-complete',
              stopsOn: 'collect',
              toleranceSeconds: 2 * hour,
            }),
          ],
        },
      ),
      step(
        'collect',
        'Collect the medium',
        'Collect bottle by bottle and note each volume, in the order of the bottles.',
        {
          inputs: [
            measured('collected-volume', 'Volume of each bottle', 'mL', ['0', '1000'], eachBottle),
            counted('cells', 'Cells of each bottle, if counted at harvest', 'cells', {
              isList: true,
              isRequired: false,
            }),
          ],
        },
      ),
      step('clarify', 'Clear by centrifugation', 'Spin down cells and debris and keep the supernatant.', {
        parameters: [paper('force', 'Force', '3000', 'g'), paper('duration', 'Duration', '10', 'min')],
        timers: [
          timer('clarification', 'Clearing, 3000 g', {
            durationSeconds: 600,
            canPause: true,
            stopsOn: 'clarify',
          }),
        ],
      }),
      step(
        'elisa-samples',
        'Set the ELISA samples aside',
        'Take a sample from five parallel bottles now: the article measured medium that was not yet concentrated.',
        {
          parameters: [paper('bottles', 'Parallel bottles', '5')],
          inputs: [counted('bottle-numbers', 'Numbers of the bottles', 'bottle', eachBottle)],
          isHoldPoint: true,
          effect: 'sample',
        },
      ),
      step('load', 'Load the filter units', 'Number the units and fill each of them.', {
        parameters: [
          paper('cut-off', 'Cut-off', '3', 'kDa'),
          paper('volume', 'Volume for each unit', '12', 'mL'),
        ],
        inputs: [measured('loaded-volume', 'Volume in each unit', 'mL', ['0', '15'], eachBottle)],
      }),
      step('concentrate', 'Concentrate', 'Spin the units in the cold.', {
        parameters: [
          paper('force', 'Force', '5000', 'g'),
          paper('duration', 'Duration', '1.5', 'h'),
          paper('temperature', 'Temperature', '4', '°C'),
        ],
        timers: [
          timer('concentration', 'Concentration, 5000 g', {
            durationSeconds: 5_400,
            preAlarmsSeconds: [5_100],
            canPause: true,
            stopsOn: 'concentrate',
          }),
        ],
      }),
      step('recover', 'Recover the secretome', 'Take what is left in each unit and note its volume.', {
        parameters: [
          asked('volume', 'About, from each unit', 'lot.unitVolumeMicrolitre', 'µL', 'paper'),
          asked('tolerance', 'At most this far from it', 'lot.unitVolumeTolerancePercent', '%'),
        ],
        inputs: [
          input('unit-volume', 'Volume of each unit', 'number', {
            unit: 'µL',
            isList: true,
            target: { value: '500', toleranceSettingKey: 'lot.unitVolumeTolerancePercent' },
          }),
        ],
        effect: 'lot',
      }),
      step('store', 'Store', 'Pool, aliquot, label and freeze.', {
        parameters: [asked('temperature', 'Temperature', 'freezer.temperatureCelsius', '°C', 'paper')],
        inputs: [
          counted('aliquots', 'Aliquots', 'aliquots'),
          input('position', 'Position in the freezer', 'note'),
        ],
        isHoldPoint: true,
      }),
      step(
        'lot-check',
        'Check the lot',
        'Measure the seven factors in the samples set aside before concentration and enter them on the lot.',
        {
          parameters: [
            paper('tnf-alpha', 'TNF-α in the article', '47.78 ± 3.2', 'pg/mL'),
            paper('il-6', 'IL-6 in the article', '255.12 ± 16.97', 'pg/mL'),
            paper('il-1beta', 'IL-1β in the article', '183.13 ± 7.49', 'pg/mL'),
            paper('ang-1', 'ANG-1 in the article', '957.7 ± 90.79', 'pg/mL'),
            paper('ang-2', 'ANG-2 in the article', '5.81 ± 0.23', 'ng/mL'),
            paper('vegf', 'VEGF in the article', '75.31 ± 4.62', 'pg/mL'),
            paper('b-fgf', 'b-FGF in the article', '305.23 ± 23.18', 'pg/mL'),
          ],
          inputs: [input('plate-file', 'Plate reader file', 'file', optional)],
          effect: 'lot',
        },
      ),
    ],
  },
  `${article}, Methods, production of CM`,
);
