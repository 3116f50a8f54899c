export { type Check, checking } from "./check";
export { examineInstallation } from "./installation";
export { examineSurroundings } from "./surroundings";
