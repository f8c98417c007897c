import { useProjects } from '../../../data/queries/projects';
import { useTotal } from '../../../data/queries/reviews';

export type StepId = 'inbox' | 'left' | 'projects' | 'someday' | 'ahead' | 'numbers' | 'note';

/** The steps of the review of a week, in order. A step of one's own is one more here and in `StepContent`. */
export const STEPS: { id: StepId; name: string; advice: string }[] = [
  { id: 'inbox', name: 'Inbox', advice: 'Give what is here a day or a project, or let it go.' },
  {
    id: 'left',
    name: 'Left over',
    advice: 'What is past its day, and what is put off again and again.',
  },
  {
    id: 'projects',
    name: 'Projects',
    advice: 'Those that have nothing to do next, or nobody has touched for a month.',
  },
  { id: 'someday', name: 'Someday', advice: 'What has waited for longest: is it still wanted?' },
  { id: 'ahead', name: 'Two weeks', advice: 'What is coming, against the hours of each day.' },
  { id: 'numbers', name: 'Numbers', advice: 'What became of the week.' },
  { id: 'note', name: 'Note', advice: 'What went well, and what to do differently.' },
];

export const LEFT = ['is:open day:<today sort:day', 'is:putoff sort:putoff'] as const;
export const SOMEDAY_QUERY = 'is:open tag:someday sort:created';
/** What is due soon and could take any time. */
export const UNCLEAR = 'is:open due:<=14d estimate:none';

/** How much there is to do in the steps that have a list. */
export function useStepCounts(): Partial<Record<StepId, number | undefined>> {
  const inbox = useTotal('is:inbox');
  const left = useTotal('is:open day:<today');
  const someday = useTotal(SOMEDAY_QUERY);
  const { projects } = useProjects();
  const idle = projects?.filter(isIdle).length;
  return { inbox, left, someday, projects: idle };
}

/** Whether a project is in use and has nothing to do next. */
export function isIdle({
  archived_at,
  open,
}: {
  archived_at: string | null;
  open: number;
}): boolean {
  return archived_at === null && open === 0;
}
