/** Has the browser keep a file under a name. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has the file by the next turn, and holds it as long as it writes it.
  setTimeout(() => URL.revokeObjectURL(url));
}
