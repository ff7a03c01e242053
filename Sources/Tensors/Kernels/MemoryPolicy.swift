internal import CKernels

/// How the C library hands out the large, short-lived buffers of a training step.
///
/// By default glibc maps every buffer over 128 KB afresh and gives it back at once, so each step pays
/// for zeroing the same pages again: two thirds of the time, measured. Kept on the heap they are
/// simply reused; the peak is the same. On other C libraries nothing happens.
public enum MemoryPolicy {
    /// For the whole process; call it before other threads start.
    public static func reuseLargeBuffers() { kb_reuse_large_buffers() }
}
