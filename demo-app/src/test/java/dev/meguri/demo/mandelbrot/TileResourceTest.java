package dev.meguri.demo.mandelbrot;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.meguri.demo.cluster.FakeCaches;
import dev.meguri.demo.loading.Served;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class TileResourceTest {
    @Inject
    FakeCaches caches;

    @BeforeEach
    void emptyCache() {
        caches.cluster().clear();
    }

    @Test
    void tile_isComputedOnce_thenTheSamePictureComesFromTheCache() {
        byte[] computed = tile("2/1/1?depth=100")
                .statusCode(200)
                .contentType("image/png")
                .header(Served.KIND, "miss")
                .extract()
                .asByteArray();
        byte[] cached =
                tile("2/1/1?depth=100").header(Served.KIND, "hit").extract().asByteArray();
        assertArrayEquals(computed, cached);
        tile("2/1/1?depth=101").header(Served.KIND, "miss");
    }

    @Test
    void withoutCache_itIsComputedEachTime() {
        tile("2/1/1?depth=100&cache=false").header(Served.KIND, "direct");
        tile("2/1/1?depth=100&cache=false").header(Served.KIND, "direct");
    }

    @Test
    void cacheAway_itIsComputed() {
        caches.cluster().goAway();
        tile("2/1/1?depth=100").statusCode(200).header(Served.KIND, "miss");
    }

    @Test
    void picture_isAsBroadAsHigh_andBlackInside() throws IOException {
        byte[] png = tile("5/18/15?depth=100").extract().asByteArray();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        assertNotNull(picture);
        assertEquals(Mandelbrot.SIZE, picture.getWidth());
        assertEquals(Mandelbrot.SIZE, picture.getHeight());
        assertEquals(0xff000000, picture.getRGB(128, 128));
    }

    @ParameterizedTest
    @CsvSource({
        "41/0/0?depth=100, zoom",
        "-1/0/0?depth=100, zoom",
        "x/0/0?depth=100, zoom",
        "2/4/0?depth=100, x",
        "2/0/-1?depth=100, y",
        "2/0/0?depth=99, depth",
        "2/0/0?depth=20001, depth",
        "2/0/0?cache=maybe, cache"
    })
    void badTile_isAProblemThatNamesTheField(String path, String field) {
        tile(path).statusCode(400).contentType("application/problem+json").body("field", equalTo(field));
    }

    private static ValidatableResponse tile(String path) {
        return given().get("/api/demo/tiles/" + path).then();
    }
}
