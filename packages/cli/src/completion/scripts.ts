import type { Completion } from "./tree";

export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/** A script for that shell, which knows all commands and options without starting anything. */
export function completionScript(shell: Shell, completions: readonly Completion[]): string {
  switch (shell) {
    case "bash":
      return bash(completions);
    case "zsh":
      return `autoload -U +X bashcompinit && bashcompinit\n${bash(completions)}`;
    case "fish":
      return fish(completions);
  }
}

function bash(completions: readonly Completion[]): string {
  const deeper = completions
    .filter(({ path }) => path.includes(" "))
    .map(({ path }) => `      "${path}") path="${path}" ;;`);
  const choices = completions.flatMap(({ path, options }) =>
    options
      .filter((option) => option.choices.length > 0)
      .map(({ name, choices: words }) => `    "${path} ${name}") words="${words.join(" ")}" ;;`),
  );
  const following = completions.map(
    ({ path, commands, options }) =>
      `    "${path}") words="${[...commands, ...options].map(({ name }) => name).join(" ")}" ;;`,
  );
  return `_acre() {
  local path="acre" words="" word at
  for ((at = 1; at < COMP_CWORD; at++)); do
    word="\${COMP_WORDS[at]}"
    case "$path $word" in
${deeper.join("\n")}
    esac
  done
  case "$path \${COMP_WORDS[COMP_CWORD - 1]}" in
${choices.join("\n")}
  esac
  [ -n "$words" ] || case "$path" in
${following.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _acre acre
`;
}

function fish(completions: readonly Completion[]): string {
  const paths = completions.filter(({ path }) => path.includes(" ")).map(({ path }) => quoted(path));
  const lines = completions.flatMap(({ path, commands, options }) => {
    const here = `complete -c acre -n "__acre_at '${path}'"`;
    return [
      ...commands.map(({ name, description }) => `${here} -f -a ${name} -d ${quoted(description)}`),
      ...options.map(({ name, description, choices }) => {
        const values = choices.length > 0 ? ` -x -a ${quoted(choices.join(" "))}` : "";
        return `${here} -l ${name.replace(/^--/, "")}${values} -d ${quoted(description)}`;
      }),
    ];
  });
  return `function __acre_at
  set -l known ${paths.join(" ")}
  set -l path acre
  for word in (commandline -opc)[2..-1]
    if contains -- "$path $word" $known
      set path "$path $word"
    end
  end
  test "$path" = "$argv[1]"
end
${lines.join("\n")}
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
