// Runs on whatever Node is there, so nothing newer than a module may be used in this file.

const needed = [20, 19];

/** Says which Node is needed, in one sentence, and ends the process when this one is older. */
export function checkNode() {
  const refusal = refuseNode(process.versions.node);
  if (refusal === null) return;
  console.error(refusal);
  process.exit(1);
}

/**
 * @param {string} version such as "20.19.1"
 * @returns {string | null} the sentence that refuses it, or null when it will do
 */
export function refuseNode(version) {
  const parts = version.split(".").map(Number);
  if (parts[0] > needed[0] || (parts[0] === needed[0] && parts[1] >= needed[1])) return null;
  return `Node ${needed.join(".")} or newer is needed and this is ${version}; install it from https://nodejs.org and start again.`;
}
