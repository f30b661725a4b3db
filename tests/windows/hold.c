/* Holds a file open as a viewer does: others may read it, nobody may write, replace or remove it.
   With `alone` behind the name, nobody may read it either. Says "held", then waits until stdin ends. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

int wmain(int count, wchar_t **words) {
    if (count < 2) return 2;
    DWORD share = count > 2 && wcscmp(words[2], L"alone") == 0 ? 0 : FILE_SHARE_READ;
    HANDLE file = CreateFileW(words[1], GENERIC_READ, share, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) return 1;
    puts("held");
    fflush(stdout);
    while (getchar() != EOF) {}
    return 0;
}
