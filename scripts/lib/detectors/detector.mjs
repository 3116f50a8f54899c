/**
 * What is to notice a leak: a test, which is self-inspection's own for a finding.
 *
 * @typedef {import("../../../packages/tenancy/detectors/leak.mjs").Leak} Leak
 * @typedef {{ file: string, name: string, finding?: string }} Detector
 */

/** @type {(leak: Leak) => Detector} */
export function detectorOf({ test, finding, model }) {
  if (test !== undefined) return test;
  const file = "packages/tenancy/detectors/inspection.test.ts";
  return { file, name: `self-inspection finds nothing in the ${model} model`, finding };
}

/** @type {(detector: Detector) => string} */
export function describeDetector({ file, name, finding }) {
  return finding === undefined
    ? `${file.replace(/^packages\//, "")} › ${name}`
    : `self-inspection: ${finding}`;
}
