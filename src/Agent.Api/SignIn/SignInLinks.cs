using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Api.SignIn;

/// <summary>Makes and redeems links that sign a user in once.</summary>
internal sealed class SignInLinks(WorkspaceDbContext db, TimeProvider clock)
{
    private const int SecretBytes = 32;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>A link for a user.</summary>
    /// <returns>The secret that goes into the link, and until when it works.</returns>
    public async Task<(string Token, DateTimeOffset ExpiresAt)> CreateAsync(UserId user, CancellationToken ct)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var expires = clock.GetUtcNow() + Lifetime;
        db.SignInLinks.Add(new() { TokenHash = Hash(token), UserId = user, ExpiresAt = expires });
        await db.SaveChangesAsync(ct);
        return (token, expires);
    }

    /// <summary>A link for the admin as long as no admin can sign in by password; makes the admin where there is none.</summary>
    /// <returns>The secret, or null when it is not needed.</returns>
    public async Task<string?> CreateForFirstAdminAsync(CancellationToken ct)
    {
        var admins = await db.People.Where(u => u.Role == UserRole.Admin).OrderBy(u => u.Id).Select(u => u.Id).ToListAsync(ct);
        if (await db.Users.AnyAsync(l => admins.Contains(l.UserId) && l.PasswordHash != null, ct))
            return null;
        if (admins.Count == 0)
        {
            var admin = new User { Name = "Admin", Role = UserRole.Admin };
            db.People.Add(admin);
            await db.SaveChangesAsync(ct);
            admins.Add(admin.Id);
        }

        return (await CreateAsync(admins[0], ct)).Token;
    }

    /// <summary>Whom a link signs in, without using it up.</summary>
    public async Task<User?> PeekAsync(string token, CancellationToken ct)
    {
        var (hash, now) = (Hash(token), clock.GetUtcNow());
        return await db.SignInLinks.Where(l => l.TokenHash == hash && l.UsedAt == null && l.ExpiresAt > now)
            .Join(db.People, l => l.UserId, u => u.Id, (_, u) => u)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Uses a link up; of two that try at once, one succeeds.</summary>
    public async Task<bool> UseAsync(string token, CancellationToken ct)
    {
        var (hash, now) = (Hash(token), clock.GetUtcNow());
        return await db.SignInLinks.Where(l => l.TokenHash == hash && l.UsedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.UsedAt, now), ct) == 1;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
