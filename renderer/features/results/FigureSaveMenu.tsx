// A figure as a file: pictures and vectors in the widths of a journal, the numbers, every value, the caption.
// Must not say a group in the name of a file.

import { FileText, Image, Shapes, Table2 } from 'lucide-react';
import { useEffect, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { figureNumbersCsv, figureValuesCsv } from '../../../shared/report/figure-csv.ts';
import { figureSvg } from '../../../shared/report/figure-svg.ts';
import { drawFigure, figureFileName, figureWidths, type FigureWidth } from '../../../shared/report/figure.ts';
import type { FigureModel } from '../../../shared/statistics/figure-model.ts';
import { bridge } from '../../bridge.ts';
import { useJob } from '../../jobs.ts';
import { Menu, type MenuAction } from '../../ui/Menu.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { showToast } from '../../ui/toast.ts';
import { dotsPerInch, figurePng } from './figure-picture.ts';
import { base64OfText, saveFile } from './save-file.ts';

interface FigureSaveMenuProps {
  readonly model: FigureModel;
  readonly caption: string;
  readonly isWithEverything: boolean;
}

export function FigureSaveMenu({ model, caption, isWithEverything }: FigureSaveMenuProps): ReactElement {
  const { progress, refusal, isRunning, start, cancel } = useJob();
  const { figure, variant } = model;
  const nameOf = (width?: FigureWidth): string => figureFileName(model, width);
  const status = progress?.status;
  const message = progress?.message ?? refusal?.message;
  useEffect(() => {
    if (status === 'done') showToast({ tone: 'done', message: say('print.done') });
    else if (message !== undefined && status !== 'cancelled') showToast({ tone: 'refused', message });
  }, [status, message]);
  if (isRunning) return <Progress label={say('figures.saving-pdf')} onCancel={cancel} />;

  const savePng = async (width: FigureWidth, dpi: (typeof dotsPerInch)[number]): Promise<void> => {
    const picture = await figurePng(drawFigure(model, width), dpi);
    if (picture !== undefined) await saveFile(`${nameOf(width)}-${dpi}dpi.png`, picture);
  };
  const saveSvg = (width: FigureWidth): void => {
    const svg = figureSvg(drawFigure(model, width), say('figure.title', { figure }), caption);
    void saveFile(`${nameOf(width)}.svg`, base64OfText(svg));
  };
  const savePdf = (widthMm: FigureWidth): void => {
    void start(() => bridge.service('export.figure', { figure, variant, isWithEverything, widthMm }));
  };
  const saveText = (ending: string, text: string, withMark: boolean): void => {
    void saveFile(`${nameOf()}${ending}`, base64OfText(text, withMark));
  };

  const actions: readonly MenuAction[] = [
    ...figureWidths.flatMap((width): readonly MenuAction[] => [
      ...dotsPerInch.map((dpi) => ({
        id: `png-${width}-${dpi}`,
        label: say('figures.save-png', { width, dpi }),
        icon: Image,
        onAction: () => void savePng(width, dpi),
      })),
      {
        id: `svg-${width}`,
        label: say('figures.save-svg', { width }),
        icon: Shapes,
        onAction: () => saveSvg(width),
      },
      {
        id: `pdf-${width}`,
        label: say('figures.save-pdf', { width }),
        icon: FileText,
        onAction: () => savePdf(width),
      },
    ]),
    {
      id: 'csv',
      label: say('figures.save-csv'),
      icon: Table2,
      onAction: () => saveText('.csv', figureNumbersCsv(model), true),
    },
    {
      id: 'csv-values',
      label: say('figures.save-csv-values'),
      icon: Table2,
      onAction: () => saveText('-values.csv', figureValuesCsv(model), true),
    },
    {
      id: 'caption',
      label: say('figures.save-caption'),
      icon: FileText,
      onAction: () => saveText('.caption.txt', `${caption}\n`, false),
    },
  ];
  return <Menu label={say('figures.save-as')} actions={actions} />;
}
