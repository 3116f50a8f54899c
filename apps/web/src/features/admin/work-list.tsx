"use client";

import type { Work } from "@acre/core/platform";
import Link from "next/link";
import { type ReactNode, useEffect, useState } from "react";
import { Moment } from "@/components/moment";
import { Notice } from "@/components/ui/notice";
import { api, messageOf } from "@/lib/api";
import { countOf, sizeOf } from "./figures";

const pollMs = 1500;

/** Work under way, asked for again and again while the page is looked at. */
export function WorkList({ initial }: { initial: Work }) {
  const [work, setWork] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      if (document.hidden) return;
      try {
        setWork(await api<Work>("/work", { area: "admin", signal: stop.signal }));
        setProblem(null);
      } catch (error) {
        if (!stop.signal.aborted) setProblem(messageOf(error));
      }
    };
    const timer = setInterval(() => void ask(), pollMs);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, []);

  return (
    <>
      {problem && <Notice kind="error">{problem}</Notice>}
      <Undertakings undertakings={work.undertakings} />
      <Operations operations={work.operations} />
      <Migration run={work.migration} />
      <Jobs jobs={work.jobs} />
    </>
  );
}

function Block({ title, empty, children }: { title: string; empty: string | null; children: ReactNode }) {
  return (
    <section aria-label={title} className="mb-8">
      <h2 className="mb-2 font-semibold text-body">{title}</h2>
      {empty === null ? children : <p className="text-ink-2">{empty}</p>}
    </section>
  );
}

const line = "flex flex-wrap items-baseline gap-x-3 border-line border-b py-2";

function Undertakings({ undertakings }: Pick<Work, "undertakings">) {
  return (
    <Block
      title="Begun here"
      empty={undertakings.length === 0 ? "Nothing was begun since this server started." : null}
    >
      <ul aria-live="polite">
        {undertakings.map(({ id, kind, slug, status, progress, problem, startedAt }) => (
          <li key={id} className={line}>
            <span className="font-medium">
              {kind}{" "}
              <Link href={`/admin/tenants/${slug}`} className="tap font-mono underline">
                {slug}
              </Link>
            </span>
            <span className={status === "failed" ? "text-urgent" : "text-ink-2"}>{status}</span>
            {progress && status === "running" && (
              <span className="text-ink-2">
                {progress.step}: {countOf(progress.rows)} rows, {sizeOf(progress.bytes)}
              </span>
            )}
            {problem && <span className="min-w-0 break-words text-urgent">{problem}</span>}
            <span className="ml-auto">
              <Moment at={startedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Operations({ operations }: Pick<Work, "operations">) {
  return (
    <Block
      title="On tenants, in any process"
      empty={operations.length === 0 ? "No tenant is being worked on." : null}
    >
      <ul>
        {operations.map(({ tenantId, slug, kind, step, startedAt }) => (
          <li key={tenantId} className={line}>
            <span className="font-medium">{kind}</span>
            <span className="break-all font-mono">{slug ?? tenantId}</span>
            <span className="text-ink-2">{step}</span>
            <span className="ml-auto">
              <Moment at={startedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Migration({ run }: { run: Work["migration"] }) {
  return (
    <Block title="Migration" empty={run === null ? "No migration has been run over the fleet." : null}>
      {run && (
        <div className="grid gap-2">
          <p>
            {run.status}, {countOf(run.done)} of {countOf(run.total)} tenants
            {run.failed > 0 && <span className="text-urgent">, {countOf(run.failed)} failed</span>}{" "}
            <Moment at={run.startedAt} />
          </p>
          <progress
            aria-label="Tenants migrated"
            className="bar w-full max-w-md"
            max={Math.max(1, run.total)}
            value={run.done}
          />
        </div>
      )}
    </Block>
  );
}

function Jobs({ jobs }: Pick<Work, "jobs">) {
  return (
    <Block title="Jobs" empty={jobs.length === 0 ? "No job has run yet." : null}>
      <ul>
        {jobs.map(({ id, job, period, status, outcome, error, startedAt }) => (
          <li key={id} className={line}>
            <span className="font-medium">{job}</span>
            <span className="font-mono text-small">{period}</span>
            <span className={status === "failed" ? "text-urgent" : "text-ink-2"}>{status}</span>
            <span className="text-ink-2">
              {Object.entries(outcome)
                .map(([what, count]) => `${what} ${countOf(count)}`)
                .join(", ")}
            </span>
            {error && <span className="min-w-0 break-words text-urgent">{error}</span>}
            <span className="ml-auto">
              <Moment at={startedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Block>
  );
}
