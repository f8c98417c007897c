import { useNavigate } from '@tanstack/react-router';
import { useMutations } from '../data/MutationsProvider';
import { createView } from '../data/mutations/createView';
import { ViewForm } from '../features/views/ViewForm';
import { Dialog } from '../ui/Dialog';
import { paths } from './pages/paths';

interface Props {
  query: string;
  onClose: () => void;
}

/** Saves what a list shows as a view, and opens that. */
export function SaveQueryDialog({ query, onClose }: Props) {
  const { mutate } = useMutations();
  const navigate = useNavigate();
  return (
    <Dialog title="Save as a view" onClose={onClose}>
      <ViewForm
        initial={{ name: '', query }}
        hasQuery
        isBare
        submit="Save the view"
        onSave={({ name }, refused) =>
          mutate(createView({ name, query }), {
            done({ created }) {
              onClose();
              if (created !== undefined) {
                void navigate({ to: paths.view, params: { id: String(created) } });
              }
            },
            refused: (error) => {
              refused(error);
              return true;
            },
          })
        }
        onCancel={onClose}
      />
    </Dialog>
  );
}
