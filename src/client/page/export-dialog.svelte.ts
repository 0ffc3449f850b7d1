/** Whether the dialog to take the course away is open: asked for in the header's panel, which closes then. */
class ExportDialogState {
  open = $state(false);
}

export const exportDialog = new ExportDialogState();
