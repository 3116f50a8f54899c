// What is done again and again without anybody asking, once in each period and by one process.
export {
  type JobRunSummary,
  type JobSummary,
  type ListJobRunsInput,
  listJobRuns,
  listJobRunsInput,
  listJobs,
} from "./list-jobs";
export { type JobReport, type RunJobOptions, runJob } from "./run-by-hand";
export { type RunningJobs, startJobs } from "./start-jobs";
