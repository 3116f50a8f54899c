import { isUniqueViolation, isWriteConflict } from "./errors";

const attempts = 25;
const longestPauseMs = 20;

/**
 * Runs a transaction that picks something free, a name or a number, or reads what it then relies on. On SQLite it is
 * alone from its first statement; on PostgreSQL another one may be faster, which shows as a unique violation or a
 * serialization failure: it then runs again and sees what the other left.
 * @param work the whole transaction; after the last attempt its error is thrown
 */
export async function retryConflicts<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const lost = isUniqueViolation(error) || isWriteConflict(error);
      if (!lost || attempt === attempts) throw error;
      // Apart by chance, so that those who collided do not collide again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * longestPauseMs));
    }
  }
}
