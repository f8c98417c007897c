import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { Task } from '../../api/types';
import { whenSettled } from '../../browser/settled';
import { useCommands } from '../../commands/CommandsProvider';
import { titleOfOnly } from '../../data/cache/titles';
import { useMutations } from '../../data/MutationsProvider';
import { duplicateTasks } from '../../data/mutations/duplicateTasks';
import { updateTasks } from '../../data/mutations/updateTasks';
import { rowOf } from '../../selection/rows';
import { type ShownMenu, useShownTaskMenu, useShowTaskMenu } from '../../selection/TaskMenu';
import { LoadingDialog } from '../../ui/LoadingDialog';
import { loadable } from '../../ui/loadable';
import { DragHost } from './DragHost';
import { useMakePart } from './useMakePart';
import { useMoveCommands } from './useMoveCommands';
import { useRightClick } from './useRightClick';
import { useSwipe } from './useSwipe';

const menu = loadable(async () => (await import('./TaskMenu')).TaskMenu);
const picker = loadable(async () => (await import('./ParentPicker')).ParentPicker);
const TaskMenu = menu.Component;
const ParentPicker = picker.Component;
const { Component: DayFinder } = loadable(
  async () => (await import('../../dates/DayFinder')).DayFinder,
);

/** How far from the beginning of a row its menu opens by key. */
const INDENT_PX = 44;

interface Props {
  /** The address of a task. */
  linkTo: (id: number) => string;
}

/** Moves tasks by hand, by key and by menu, on every page. */
export function Moving({ linkTo }: Props) {
  const client = useQueryClient();
  const { mutate } = useMutations();
  const show = useShowTaskMenu();
  const shown = useShownTaskMenu();
  const makePart = useMakePart();
  const [moved, setMoved] = useState<readonly number[]>();
  const [repeated, setRepeated] = useState<readonly number[]>();

  const openMenu = useCallback(
    (task: number, at?: DOMRect) => {
      const row = rowOf(task)?.getBoundingClientRect() ?? new DOMRect();
      const { left, top, height } = row;
      show({ task, beside: at ?? new DOMRect(left + INDENT_PX, top, 0, height) });
    },
    [show],
  );
  useRightClick(openMenu);
  useSwipe();
  useCommands(
    useMoveCommands({ linkTo, chooseParent: setMoved, chooseDay: setRepeated, openMenu }),
  );

  useEffect(() => {
    const callOff = [menu, picker].map(({ fetchAhead }) => whenSettled(fetchAhead));
    return () => {
      for (const call of callOff) call();
    };
  }, []);

  const pick = (ids: readonly number[], parent: Task | undefined) => {
    setMoved(undefined);
    if (parent) makePart(ids, parent);
    else mutate(updateTasks({ ids, patch: { parent_id: null }, ...titleOfOnly(client, ids) }));
  };

  return (
    <>
      <DragHost />
      {shown && (
        <TaskMenu
          key={keyOf(shown)}
          shown={shown}
          // Another may have been opened before the browser tells that this one is closed.
          onClose={() => show((now) => (now === shown ? undefined : now))}
        />
      )}
      {moved && (
        <ParentPicker
          fallback={<LoadingDialog onClose={() => setMoved(undefined)} />}
          ids={moved}
          what={inWords(moved)}
          onPick={(parent) => pick(moved, parent)}
          onClose={() => setMoved(undefined)}
        />
      )}
      {repeated && (
        <DayFinder
          fallback={<LoadingDialog onClose={() => setRepeated(undefined)} />}
          title={`Make ${inWords(repeated)} again for`}
          onPick={(value) => {
            setRepeated(undefined);
            const [ids, day] = [repeated, value?.slice(0, 10)];
            if (day) mutate(duplicateTasks({ ids, day, ...titleOfOnly(client, ids) }));
          }}
          onClose={() => setRepeated(undefined)}
        />
      )}
    </>
  );
}

function inWords(ids: readonly number[]): string {
  return ids.length === 1 ? 'the task' : `${ids.length.toLocaleString('en')} tasks`;
}

const opened = new WeakMap<ShownMenu, number>();
let count = 0;

/** Another one each time that a menu is opened. */
function keyOf(menu: ShownMenu): number {
  const key = opened.get(menu) ?? ++count;
  opened.set(menu, key);
  return key;
}
