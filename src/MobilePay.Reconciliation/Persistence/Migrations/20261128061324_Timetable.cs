using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MobilePay.Reconciliation.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Timetable : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(TablesOfTheScheduler());

            migrationBuilder.CreateTable(
                name: "fetch_tries",
                columns: table => new
                {
                    hospital_id = table.Column<string>(type: "text", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    merchant_id = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    last_tried_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    last_problem = table.Column<string>(type: "text", nullable: true),
                    alarmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fetch_tries", x => new { x.hospital_id, x.day, x.channel, x.merchant_id });
                });

            migrationBuilder.CreateTable(
                name: "stirred_days",
                columns: table => new
                {
                    hospital_id = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    stirred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stirred_days", x => new { x.hospital_id, x.day });
                });

            migrationBuilder.CreateIndex(
                name: "ix_stirred_days_stirred_at",
                table: "stirred_days",
                column: "stirred_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop schema quartz cascade");

            migrationBuilder.DropTable(
                name: "fetch_tries");

            migrationBuilder.DropTable(
                name: "stirred_days");
        }

        // As the scheduler of version 4.7 wants them; it looks for them at start.
        private static string TablesOfTheScheduler()
        {
            using var file = new StreamReader(typeof(Timetable).Assembly.GetManifestResourceStream("TimetableTables.sql")!);
            return file.ReadToEnd();
        }
    }
}
