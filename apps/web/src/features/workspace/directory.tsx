"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useMemo } from "react";
import { fetchProjects } from "@/features/projects/queries";
import { fetchEvery } from "@/lib/fetch-every";
import { keys } from "@/lib/query-keys";
import type { Label, Member, Project } from "@/lib/types";
import { useWorkspace } from "./workspace-context";

interface Directory {
  projects: readonly Project[];
  members: readonly Member[];
  labels: readonly Label[];
}

const DirectoryContext = createContext<Directory | null>(null);

/** Reads once what nearly every part of a workspace looks things up in; a thousand cards share these three queries. */
export function DirectoryProvider({ children }: { children: ReactNode }) {
  const { slug } = useWorkspace();
  const projects = useQuery({
    queryKey: keys.projects(slug),
    queryFn: ({ signal }) => fetchProjects(slug, signal),
  });
  const members = useQuery({
    queryKey: keys.members(slug),
    queryFn: ({ signal }) => fetchEvery("members", "/members", { workspace: slug, signal, limit: 1000 }),
  });
  const labels = useQuery({
    queryKey: keys.labels(slug),
    queryFn: ({ signal }) => fetchEvery("labels", "/labels", { workspace: slug, signal, limit: 500 }),
  });
  const directory = useMemo(
    () => ({ projects: projects.data ?? [], members: members.data ?? [], labels: labels.data ?? [] }),
    [projects.data, members.data, labels.data],
  );
  return <DirectoryContext value={directory}>{children}</DirectoryContext>;
}

/** All projects the person may see, archived ones too. */
export function useProjects(): readonly Project[] {
  return useDirectory().projects;
}

/** Everybody who is active in the workspace; an id that is not among them is a former member's. */
export function useMembers(): readonly Member[] {
  return useDirectory().members;
}

export function useLabels(): readonly Label[] {
  return useDirectory().labels;
}

function useDirectory(): Directory {
  const directory = use(DirectoryContext);
  if (!directory) throw new Error("A DirectoryProvider is missing above.");
  return directory;
}
