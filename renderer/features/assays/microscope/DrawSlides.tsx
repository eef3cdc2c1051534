// A list of slides is drawn before the first one is read: animals, time points, slices; the order comes from a seed.
// Must not show the order: the labels are printed from the list, and the reader gets codes.

import { useMemo, type ReactElement } from 'react';
import { z } from 'zod';
import { say } from '../../../../shared/catalogue/catalogue.ts';
import { timePointKeys, type TimePoint } from '../../../../shared/domain/schedule.ts';
import { useKept } from '../../../kept.ts';
import { useLive } from '../../../live.ts';
import { useMe } from '../../../me.ts';
import { go } from '../../../navigation.ts';
import { RefusalNotice } from '../../../RefusalNotice.tsx';
import { useSaver } from '../../../saving.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Grid, Row, Stack } from '../../../ui/Layout.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { timePointWords } from '../ResultTable.tsx';

const back = { label: say('slides.title'), onPress: () => go('assays', 'slides') };

/** Three a pig in the article. */
const sliceCounts = ['1', '2', '3', '4', '5'] as const;
const drawForm = z.object({
  title: z.string(),
  slices: z.enum(sliceCounts),
  /** `P07 day-1`. */
  chosen: z.array(z.string()),
});
const emptyDraw: z.output<typeof drawForm> = { title: '', slices: '3', chosen: [] };

const nameOf = (animalId: string, timePoint: TimePoint): string => `${animalId} ${timePoint}`;

export function DrawSlides(): ReactElement {
  const me = useMe();
  const saver = useSaver();
  const [draw, setDraw] = useKept('slides.draw', drawForm, emptyDraw);
  const { value, refusal } = useLive('sample.list', { material: 'liver-histology' });
  const taken = useMemo(() => {
    const there = (value?.samples ?? []).filter(
      (one) => one.status !== 'missed' && one.status !== 'discarded',
    );
    return new Set(there.map((one) => `${one.animalId} ${one.timePoint}`));
  }, [value]);
  const animals = [...new Set([...taken].map((one) => one.split(' ')[0] ?? ''))].toSorted();
  const chosen = new Set(draw.chosen.filter((one) => taken.has(one)));
  const choose = (names: readonly string[], isOn: boolean): void =>
    setDraw((now) => ({
      ...now,
      chosen: [...now.chosen.filter((one) => !names.includes(one)), ...(isOn ? names : [])],
    }));
  const slices = Number(draw.slices);
  const count = chosen.size * slices;

  const record = async (): Promise<void> => {
    const slides = animals.flatMap((animalId) =>
      timePointKeys
        .filter((timePoint) => chosen.has(nameOf(animalId, timePoint)))
        .flatMap((timePoint) =>
          Array.from({ length: slices }, (_, index) => ({ animalId, timePoint, slice: index + 1 })),
        ),
    );
    const outcome = await saver.save('assay.drawReadingList', { title: draw.title.trim(), slides });
    if (!outcome.ok) return;
    setDraw(() => emptyDraw);
    go('assays', 'slides', outcome.value.value.listId);
  };

  if (!me.can('assay.drawReadingList')) {
    return (
      <Page title={say('slides.draw')} back={back}>
        <EmptyState title={say('assays.not-yours-title')}>{say('slides.draw-not-yours')}</EmptyState>
      </Page>
    );
  }
  return (
    <Page title={say('slides.draw')} lead={say('slides.draw-lead')} back={back}>
      <RefusalNotice refusal={refusal} />
      <Panel title={say('slides.draw-what')}>
        <Grid columns="normal">
          <TextField
            label={say('slides.draw-title')}
            value={draw.title}
            onChange={(title) => setDraw((now) => ({ ...now, title }))}
            description={say('slides.draw-title-hint')}
            maxLength={120}
            isRequired
          />
          <Select
            label={say('slides.draw-slices')}
            options={sliceCounts.map((one) => ({ value: one, label: one }))}
            value={draw.slices}
            onChange={(one) => setDraw((now) => ({ ...now, slices: one }))}
            description={say('slides.draw-slices-hint')}
          />
        </Grid>
      </Panel>
      <Panel title={say('slides.draw-animals')} isFlush>
        {value && animals.length === 0 ? (
          <EmptyState title={say('slides.draw-none-title')}>{say('slides.draw-none')}</EmptyState>
        ) : (
          <table className="slides-draw">
            <thead>
              <tr>
                <th scope="col">{say('assays.animal')}</th>
                {timePointKeys.map((timePoint) => {
                  const names = animals.map((one) => nameOf(one, timePoint)).filter((one) => taken.has(one));
                  const on = names.filter((one) => chosen.has(one)).length;
                  return (
                    <th key={timePoint} scope="col">
                      <Checkbox
                        isSelected={on > 0 && on === names.length}
                        isIndeterminate={on > 0 && on < names.length}
                        isDisabled={names.length === 0}
                        onChange={(isOn) => choose(names, isOn)}
                      >
                        {say('slides.draw-all', { timePoint: timePointWords(timePoint) })}
                      </Checkbox>
                    </th>
                  );
                })}
              </tr>
            </thead>
            <tbody>
              {animals.map((animalId) => (
                <tr key={animalId}>
                  <th scope="row">{animalId}</th>
                  {timePointKeys.map((timePoint) => {
                    const name = nameOf(animalId, timePoint);
                    return (
                      <td key={timePoint}>
                        {taken.has(name) ? (
                          <Checkbox isSelected={chosen.has(name)} onChange={(isOn) => choose([name], isOn)}>
                            {say('slides.draw-one', {
                              animal: animalId,
                              timePoint: timePointWords(timePoint),
                            })}
                          </Checkbox>
                        ) : (
                          <span className="slides-draw-none">{say('slides.draw-no-sample')}</span>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Panel>
      <Stack gap={1}>
        <RefusalNotice refusal={saver.refusal} />
        <Row>
          <Button
            variant="primary"
            isPending={saver.isSaving}
            isDisabled={count === 0 || draw.title.trim() === ''}
            onPress={() => void record()}
          >
            {say('slides.draw-record', { count })}
          </Button>
          {(count === 0 || draw.title.trim() === '') && <span>{say('slides.draw-missing')}</span>}
        </Row>
      </Stack>
    </Page>
  );
}
