/**
 * @typedef {{ version?: string, optional?: boolean, dev?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string> }} Entry
 * @typedef {{ packages: Record<string, Entry> }} Lock
 */

/**
 * The optional dependencies that a lock file asks for and does not name: packages for other platforms, left out
 * when the registry did not have them.
 *
 * @param {Lock} lock
 * @returns {{ name: string, version: string, parent: string }[]}
 */
export function missingPlatformPackages({ packages }) {
  return Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !packages[`node_modules/${name}`] && !packages[`${parent}/node_modules/${name}`])
      .map(([name, version]) => ({ name, version, parent })),
  );
}

/**
 * Adds those packages to the lock file, each with the exact version its parent asks for and the platform its name
 * tells, so that every other platform skips it. Their contents have no checksum until somebody installs them from
 * a registry that has them.
 *
 * @param {Lock} lock changed in place
 * @returns {string[]} the names added
 */
export function completeLock(lock) {
  const missing = missingPlatformPackages(lock);
  for (const { name, version, parent } of missing) {
    const platform = platformOf(name);
    if (platform === null || !/^\d+\.\d+\.\d+/.test(version)) {
      throw new Error(
        `${name}@${version} is missing from package-lock.json, and its name does not tell for which platform it is`,
      );
    }
    const { dev } = lock.packages[parent];
    const { cpu, libc, os } = platform;
    // In npm's own order, so that npm has nothing to change here.
    const entry = {
      version,
      cpu,
      ...(dev && { dev }),
      ...(libc && { libc }),
      optional: true,
      ...(os && { os }),
    };
    lock.packages[`node_modules/${name}`] = entry;
  }
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en")),
  );
  return missing.map(({ name }) => name);
}

const SYSTEMS = { windows: "win32" };
const CPUS = { 64: "x64" };
const LIBCS = { gnu: "glibc", gnueabihf: "glibc", musl: "musl", musleabihf: "musl" };

/** The platform in a name such as `@next/swc-linux-x64-musl`, in npm's words. */
function platformOf(name) {
  if (name.endsWith("wasm32-wasi")) return { cpu: ["wasm32"] };
  const found =
    /\b(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32|windows)-(\w+?)(?:-(gnu|musl|gnueabihf|musleabihf|eabi|msvc))?$/.exec(
      name,
    );
  if (found === null) return null;
  const [, system, cpu, abi] = found;
  const libc = system === "linux" ? LIBCS[abi] : undefined;
  return { cpu: [CPUS[cpu] ?? cpu], ...(libc && { libc: [libc] }), os: [SYSTEMS[system] ?? system] };
}
