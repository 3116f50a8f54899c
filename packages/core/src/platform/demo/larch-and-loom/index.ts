import type { DemoWorkspace } from "../content";
import { hiring } from "./hiring";
import { springCollection } from "./spring-collection";
import { winterFair } from "./winter-fair";
import { wrenStreetLibrary } from "./wren-street-library";

/** A small furniture studio: a collection, a commission, something private and something finished. */
export const larchAndLoom: DemoWorkspace = {
  id: "larch-and-loom",
  companyName: "Larch & Loom",
  owner: "ida",
  members: [
    { person: "tomas", role: "admin" },
    { person: "mei", role: "member" },
    { person: "jonas", role: "member" },
    { person: "nora", role: "member" },
  ],
  labels: [
    { name: "Design", color: "violet" },
    { name: "Workshop", color: "rust" },
    { name: "Materials", color: "moss" },
    { name: "Client", color: "blue" },
    { name: "Photography", color: "rose" },
    { name: "Finance", color: "slate" },
  ],
  projects: [winterFair, springCollection, wrenStreetLibrary, hiring],
};
