/** What a captured task gets, unless its line says otherwise. */
export interface CaptureContext {
  project_id?: number;
  planned_if_undated?: string;
  parent_id?: number;
}
