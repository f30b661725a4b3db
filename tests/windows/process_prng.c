/* Debian's Wine lacks bcryptprimitives.dll, which Rust asks for random numbers; every Windows since 8 has it.
   For tests only: built beside dossier.exe, never shipped. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG bytes);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T bytes) {
    return SystemFunction036(buffer, (ULONG)bytes);
}
