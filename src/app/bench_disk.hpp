// What the disk under a folder can do, and what was written to it.
#pragma once

#include "base/result.hpp"
#include "sql/cluster.hpp"

#include <cstdint>
#include <string>

namespace varde::app {

/// Durable writes of 4 KiB in a row, each followed by fdatasync.
struct SyncRates {
    double appended_per_s = 0;
    double preallocated_per_s = 0;  ///< Over bytes that were written before.
};
Result<SyncRates> measure_syncs(const std::string& folder, double seconds_each);

/// Rows of `row_bytes` through the same SQLite with the same settings as the store's writer, and
/// nothing around it: transactions of 64 rows, one table, whole numbers as keys.
Result<double> measure_sqlite(const std::string& folder, double seconds, std::size_t row_bytes);

/// The same through pgbench on `cluster`: rows inserted one by one, each by a transaction of its
/// own, from 16 connections, kept whole in one table with a whole number as key.
Result<double> measure_pgbench(const sql::Cluster& cluster, double seconds, std::size_t row_bytes);

/// The file system under a folder, such as `ext4`, and its device, such as `vda`.
struct Disk {
    std::string file_system;
    std::string device;    ///< Empty: no block device is known.
    std::string counters;  ///< The device's counters in /sys; empty without a device.
};
Disk disk_of(const std::string& folder);

/// Writes out everything that waits, then reads how much the device has ever written. It counts
/// every process's writes and the file system's journal. Nothing where no device is known.
Result<std::uint64_t> device_bytes(const Disk& disk, const std::string& folder);

}  // namespace varde::app
