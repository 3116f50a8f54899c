/** The examples of a command's help, each as it is typed. @param commands without the `npx` before them */
export function examplesOf(commands: string[]): string {
  return `\n${commands.length === 1 ? "Example" : "Examples"}:\n${commands.map((command) => `  $ npx ${command}`).join("\n")}`;
}
