/** Gives a file to whoever looks at the page. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A name that every file system takes. */
export function fileName(title: string, ending: string): string {
  return `${title.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-').replaceAll(/^-|-$/g, '')}.${ending}`;
}

export function saveText(title: string, text: string): void {
  save(new Blob([text], { type: 'text/csv;charset=utf-8' }), fileName(title, 'csv'));
}
