/** Command-line settings for a server beside the application on a small machine. */
export function settings({
  name,
  port,
  durable,
  statistics,
}: {
  name: string
  port: number
  durable: boolean
  statistics: boolean
}) {
  const chosen: Record<string, string> = {
    cluster_name: name,
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '160MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    effective_cache_size: '1GB',
    random_page_cost: '1.1',
    min_wal_size: '48MB',
    max_wal_size: '1GB',
    checkpoint_timeout: '15min',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // Statements and details name customers; Lumiku's own log has the request they belong to.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    ...(statistics ? { shared_preload_libraries: 'pg_stat_statements' } : {}),
  }
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
